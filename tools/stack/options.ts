import { parseArgs } from 'node:util';
import { failure } from '#tools/process/failure.ts';

/** What the person asked for on the command line. */
export interface StackOptions {
  help: boolean;
  dev: boolean;
  fresh: boolean;
  cluster: boolean;
  demo: boolean;
  port: number | undefined;
}

export const usage = `Usage: npm start -- [options]        (npm run dev: the same with hot reload)

  --demo / --no-demo   seed two teams, environments and requests into an empty database (default: yes,
                       unless the database or the cluster is your own)
  --fresh              throw the local database and cluster away first
  --cluster            use the cluster of KUBECONFIG instead of a local control plane
  --port N             port of the web server (default: 3000, or the next free one)
  --dev                hot reload instead of a production build
  --help               this text

Environment: DATABASE_URL (a PostgreSQL of your own, as its owner), OIDC_ISSUER with OIDC_CLIENT_ID and
OIDC_CLIENT_SECRET (an identity provider of your own, then also BAILIWICK_ADMINS), KUBECONFIG (only with --cluster),
KUBEBUILDER_ASSETS (control plane binaries), BAILIWICK_HOME (the state folder, default .bailiwick).`;

/** Reads the command line; a wrong option is a failure that shows the usage. */
export function parseOptions(args: string[], env: NodeJS.ProcessEnv): StackOptions {
  const values = parse(args);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw failure(`--port must be a number from 1 to 65535, not "${values.port}".`);
  }
  // Nobody's own database or cluster is filled with demo data by default.
  const own = Boolean(env.DATABASE_URL || env.OIDC_ISSUER || values.cluster);
  return {
    help: values.help,
    dev: values.dev,
    fresh: values.fresh,
    cluster: values.cluster,
    demo: values.demo ?? !own,
    port,
  };
}

function parse(args: string[]) {
  try {
    const flag = (value: boolean) => ({ type: 'boolean', default: value }) as const;
    const options = {
      help: flag(false),
      dev: flag(false),
      fresh: flag(false),
      cluster: flag(false),
      demo: { type: 'boolean' },
      port: { type: 'string' },
    } as const;
    return parseArgs({ args, options, allowNegative: true }).values;
  } catch (error) {
    throw failure(`${error instanceof Error ? error.message : error}\n\n${usage}`, error);
  }
}
