/**
 * The same work for many callers: never twice at once, and once more after the running one for all who called meanwhile,
 * since that may have begun too early for them.
 */
export function createSingleFlight(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let isRunning = false;
  let isWanted = false;
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };

  async function run(): Promise<void> {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work().catch(failed);
    }
    isRunning = false;
  }
}
