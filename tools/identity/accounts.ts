/** An account of the local identity provider. `role` and `team` are words for the person at the terminal. */
export interface LocalAccount {
  subject: string;
  email: string;
  password: string;
  name: string;
  groups: string[];
  role: string;
  team: string | null;
}

/** What the local identity provider is started with. */
export interface IdentityConfig {
  port: number;
  webUrls: string[];
  clientId: string;
  clientSecret: string;
  stateDir: string;
  accounts: LocalAccount[];
}

/** The accounts of the local stack. The last digits of a subject are all that differs, so they stay the same for ever. */
export const demoAccounts: LocalAccount[] = [
  account(1, 'alex', 'Alex Admin', 'admin', null),
  account(2, 'dana', 'Dana Ortiz', 'owner', 'payments'),
  account(3, 'eli', 'Eli Novak', 'developer', 'payments'),
  account(4, 'vera', 'Vera Lind', 'viewer', 'payments'),
  account(5, 'sam', 'Sam Okafor', 'owner', 'search'),
  account(6, 'tara', 'Tara Singh', 'developer', 'search'),
  account(7, 'nora', 'Nora Weiss', 'newcomer', null),
  account(8, 'audra', 'Audra Klein', 'auditor', null),
  { ...account(9, 'gil', 'Gil Moreau', 'member by a group', null), groups: ['platform-oncall'] },
];

function account(
  number: number,
  login: string,
  name: string,
  role: string,
  team: string | null,
): LocalAccount {
  return {
    subject: `5f0c9a3e-7d41-4b86-9c2f-${String(number).padStart(12, '0')}`,
    email: `${login}@bailiwick.local`,
    password: 'bailiwick',
    name,
    groups: team ? [`team-${team}`] : [],
    role,
    team,
  };
}
