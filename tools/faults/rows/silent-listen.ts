import { recordFigure } from '#tools/test/figures.ts';
import { until } from '#tools/test/until.ts';
import type { FaultRow } from '../row.ts';
import { patienceMs } from '../world/patience.ts';
import { untilAgreed } from '../world/until-agreed.ts';

const sweepMs = 5_000;

/** Row 18: hints no longer arrive, and each new connection for them goes silent as well. The sweep finds what is due. */
export const silentListen: FaultRow = {
  number: 18,
  name: 'LISTEN connection silently dead',
  budgetSeconds: 5,
  environments: 1,
  run: async (world) => {
    let muted = 0;
    world.sql.decide(({ sql }) => {
      // What the listener sends: its LISTEN, and the question whether anybody is still there.
      if (!/^(LISTEN |SELECT 1$)/.test(sql)) return { kind: 'pass' };
      muted += 1;
      return { kind: 'mute' };
    });
    await until(() => muted > 0, { deadlineMs: patienceMs, what: 'the listener to be muted' });
    await world.people.approve('unheard');
    const tookMs = await untilAgreed(world, 'the sweep to find what nobody hinted at');
    recordFigure('found by the sweep without hints', `${(tookMs / 1000).toFixed(1)} s`);
    world.timings.push({ what: 'found by the sweep', ms: tookMs, goalMs: sweepMs });
    world.sql.decide(() => ({ kind: 'pass' }));
  },
};
