// Loaded with --import before a provisioner begins: at SIGUSR2 it collects its garbage and writes into its log what it holds then.
// The resident memory would say more of the collector's leisure than of what is held.
process.on('SIGUSR2', () => {
  globalThis.gc?.();
  // What the first round finalizes the second one frees.
  setImmediate(() => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    process.stdout.write(`${JSON.stringify({ heldBytes: heapUsed + external })}\n`);
  });
});
