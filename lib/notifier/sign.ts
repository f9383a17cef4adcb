import { createHmac } from 'node:crypto';

/**
 * The signature of a webhook's body: `t=<seconds since 1970>,v1=<HMAC-SHA-256 of "<t>.<body>" in hex>`. The time is signed
 * too, so that a receiver can refuse what somebody recorded and sends again.
 */
export function signBody(secret: string, at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
