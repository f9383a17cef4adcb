// Rebuilds rows from the cluster: `DATABASE_URL=… KUBECONFIG=… npm run db:rebuild -- --issuer URL [--team SLUG]… [--yes]`.
import { delimiter } from 'node:path';
import { describeFailure } from '#tools/process/failure.ts';
import { readArguments } from '#tools/process/read-arguments.ts';
import { rebuildDatabase } from './rebuild-database.ts';
import { reportText } from './report.ts';

const usage = `Usage: DATABASE_URL=… KUBECONFIG=… npm run db:rebuild -- --issuer URL [--team SLUG]… [--yes]

DATABASE_URL is a migrated database as its owner, KUBECONFIG may read the cluster. The issuer is
the identity provider whose subjects the bindings name. Without --team all teams; without --yes it only says what it would do.`;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { issuer, team, yes } = readArguments(usage, {
      options: {
        issuer: { type: 'string' },
        team: { type: 'string', multiple: true, default: [] },
        yes: { type: 'boolean', default: false },
      },
    }).values;
    const ownerUrl = process.env.DATABASE_URL;
    const kubeconfig = process.env.KUBECONFIG?.split(delimiter)[0];
    if (!ownerUrl || !kubeconfig || !issuer) {
      console.error(usage);
      return 1;
    }
    const rebuilt = await rebuildDatabase({ ownerUrl, kubeconfig, issuer, teams: team, writes: yes });
    console.log(reportText(rebuilt, yes));
    return 0;
  } catch (error) {
    console.error(describeFailure(error));
    return 1;
  }
}
