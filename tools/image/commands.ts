import { serviceFlags } from '#tools/process/service-flags.ts';

const service = (name: string) => [...serviceFlags, `lib/${name}/runtime/main.ts`];

/** What the one image runs: the arguments that Node gets, by process. The chart gives the same, and a test compares. */
export const imageCommands = {
  web: ['server.js'],
  provisioner: service('provisioner'),
  conformance: service('conformance'),
  notifier: service('notifier'),
  migrate: ['tools/database/migrate-cli.ts'],
} satisfies Record<string, string[]>;

/** What the image sets; the Dockerfile says the same, and a test compares. */
export const imageEnvironment = {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  HOSTNAME: '0.0.0.0',
  PORT: '3000',
} as const;

/** What an administrator starts in the image by hand. */
const byHand = [
  'tools/break-glass/main.ts',
  'tools/database/backup/main.ts',
  'tools/database/restore/main.ts',
  'tools/database/rebuild/main.ts',
  'tools/cluster-accept/main.ts',
];

/** Our TypeScript that the image runs as it is; the web server is a build of its own. */
export const imageEntries: string[] = [
  ...Object.values(imageCommands)
    .map((command) => command.at(-1) ?? '')
    .filter((file) => file.endsWith('.ts')),
  ...byHand,
];
