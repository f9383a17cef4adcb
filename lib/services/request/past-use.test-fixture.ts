import type { Database } from '#lib/data/client.ts';

/** From when on how much of a key was used, as the roll-up writes it. */
export interface PastUse {
  daysAgo: number;
  key: string;
  cores: number;
  hard: number;
}

/** Writes a bucket of the past for an environment or a team, and that everything is rolled up until now. */
export async function writePastUse(provisioner: Database, subjectId: string, past: PastUse): Promise<void> {
  const { daysAgo, key, cores, hard } = past;
  const now = Date.now();
  const at = new Date(Math.floor((now - daysAgo * 86_400_000) / 3_600_000) * 3_600_000);
  const row = { subjectId, minutes: 60, key, at, peak: cores, hard, lastUsed: cores, lastHard: hard };
  await provisioner.usageRollup.create({ data: row });
  for (const [minutes, width] of [
    [5, 300_000],
    [60, 3_600_000],
  ] as const) {
    const doneUntil = new Date(Math.floor(now / width) * width);
    await provisioner.usageRollupMark.upsert({
      where: { minutes },
      create: { minutes, doneUntil },
      update: { doneUntil },
    });
  }
}
