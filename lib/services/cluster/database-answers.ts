import { pingDatabase } from '#lib/data/clusters/ping.ts';

/** Whether the database answers within so many milliseconds. Never throws. */
export async function databaseAnswers(deadlineMs = 2000): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs);
  });
  const answer = Promise.resolve()
    .then(pingDatabase)
    .then(
      () => true,
      () => false,
    );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
