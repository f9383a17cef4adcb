import type { AlertSettings } from './settings.ts';

/** Where one message goes. */
export type Receiver = { address: string } | { webhookId: string };

/** A member with the address that the identity provider told of him; null without one. */
export interface MemberAddress {
  role: string;
  email: string | null;
}

/** Everyone who gets a team's messages, each once; by e-mail only where the operator lets mails be sent. */
export function receiversOf(
  settings: Pick<AlertSettings, 'roles' | 'addresses'>,
  members: readonly MemberAddress[],
  webhookIds: readonly string[],
  mails: boolean,
): Receiver[] {
  const roles: readonly string[] = settings.roles;
  const own = members.flatMap(({ role, email }) => (roles.includes(role) && email ? [email] : []));
  // Two spellings of one address are two mails in one box.
  const addresses = new Map([...own, ...settings.addresses].map((email) => [email.toLowerCase(), email]));
  return [
    ...(mails ? [...addresses.values()].map((address) => ({ address })) : []),
    ...webhookIds.map((webhookId) => ({ webhookId })),
  ];
}
