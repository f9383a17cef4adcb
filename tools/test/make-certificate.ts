import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** A certificate with its key, as PEM. */
export interface MadeCertificate {
  cert: string;
  key: string;
}

/**
 * Makes a self-signed certificate for that common name: Node can check X.509 but not write it. A server's names its IPv4 address
 * too, without which no client believes it.
 */
export function makeCertificate(commonName: string, notAfter: Date, address?: string): MadeCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const name = sequence(tag(0x31, sequence(objectId(0x55, 0x04, 0x03), tag(0x0c, Buffer.from(commonName)))));
  const serial = tag(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)]));
  const validity = sequence(time(new Date(Date.now() - 60_000)), time(notAfter));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const [version, extensions] =
    address === undefined ? [[], []] : [[tag(0xa0, tag(0x02, Buffer.from([2])))], [alternativeName(address)]];
  const body = sequence(...version, serial, algorithm, name, validity, name, key, ...extensions);
  const signature = createSign('SHA256').update(body).sign(privateKey);
  const der = sequence(body, algorithm, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
  };
}

// Extensions there are from version 3 on.
function alternativeName(address: string): Buffer {
  const names = sequence(tag(0x87, Buffer.from(address.split('.').map(Number))));
  return tag(0xa3, sequence(sequence(objectId(0x55, 0x1d, 0x11), tag(0x04, names))));
}

// The few words of DER that a certificate is written in.
function tag(type: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([type, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

function objectId(...bytes: number[]): Buffer {
  return tag(0x06, Buffer.from(bytes));
}

function time(date: Date): Buffer {
  return tag(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}
