import { readRequests } from './api-requests.ts';
import { openBatchRows } from './batch.ts';
import type { Benchmark } from './benchmark.ts';
import { verifyEnvironments } from './verify-environments.ts';

/** Two hundred teams with three environments each, from nothing. */
export const teams: Benchmark = {
  name: 'teams',
  about:
    'P1b: 200 teams with three environments each are approved at once; until all 600 are Ready and verified. One provisioner process, started anew for each round; ' +
    'its processor time and its highest memory include its start. Reads are the GETs of single objects of the managed kinds that the API server counted meanwhile, whoever made them.',
  known:
    'Known of such a machine (issue 5), not measured here: Capsule 0.14 with 600 namespaces × 7 objects takes 88 s tuned and 1,801 s by default, 62–137 s of processor time, ' +
    '125–130 MiB and 97,000 GETs.',
  run: async ({ stage, size, report }) => {
    const [rounds, count] = size === 'quick' ? [1, 4] : [3, 200];
    const rows = await openBatchRows(stage.ownerUrl);
    const figures = {
      seconds: [] as number[],
      cpu: [] as number[],
      memory: [] as number[],
      reads: [] as number[],
    };
    try {
      for (let round = 0; round < rounds; round += 1) {
        const provisioner = await stage.startProvisioner(`round-${round}`);
        const before = await readRequests(stage);
        const batch = await rows.approve(`round${round}x`, count, 3);
        figures.seconds.push(((await rows.readyAt(batch)) - batch.approvedAt) / 1000);
        figures.cpu.push(provisioner.cpuMs() / 1000);
        figures.memory.push(provisioner.memory().peakMb);
        figures.reads.push((await readRequests(stage)) - before);
        await verifyEnvironments(stage, batch.ids);
        await provisioner.stop();
        report(`round ${round + 1} of ${rounds}: ${figures.seconds.at(-1)} s`);
      }
    } finally {
      await rows.close();
    }
    return [
      { name: 'approved → all Ready', unit: 's', values: figures.seconds, goals: [{ at: 'p50', most: 8 }] },
      {
        name: "the provisioner's processor time",
        unit: 's',
        values: figures.cpu,
        goals: [{ at: 'p50', most: 12 }],
      },
      // Later rounds find the environments of the earlier ones.
      {
        name: "the provisioner's memory in the first round",
        unit: 'MiB',
        values: figures.memory.slice(0, 1),
        goals: [{ at: 'max', most: 150 }],
      },
      { name: 'reads of single objects', unit: 'GETs', values: figures.reads },
    ];
  },
};
