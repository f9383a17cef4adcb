// Installs Bailiwick's part of a cluster: `npm run cluster:install`.
import { describeFailure } from '#tools/process/failure.ts';
import { installCluster } from './install.ts';
import { parseOptions, usage } from './options.ts';
import { readTarget } from './target.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { help, yes, pack } = parseOptions(process.argv.slice(2));
    if (help) {
      console.log(usage);
      return 0;
    }
    const target = await readTarget('npm run cluster:install', console.log);
    console.log(`Cluster of context "${target.context}" at ${target.server}`);
    console.log(`Users begin with "${pack.subjectPrefix}"; not held: ${pack.exemptGroups.join(', ')}`);
    if (!yes) {
      console.log('Nothing was changed. If this is the cluster you mean, run it again with --yes.');
      return 1;
    }
    const { applied, pruned, version } = await installCluster(target, pack);
    console.log(`Applied ${applied} objects, policy pack ${version}; the policies hold.`);
    if (pruned.length > 0) console.log(`Removed from an older pack: ${pruned.join(', ')}`);
    return 0;
  } catch (error) {
    console.error(`\n${describeFailure(error)}\n`);
    return 1;
  }
}
