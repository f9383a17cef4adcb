// Plain JavaScript, so that a Node too old to read TypeScript still says what to do instead of a syntax error.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Bailiwick needs Node 24, and this is Node ${process.versions.node}. npm installs the right one:`,
  );
  console.error('  npm ci && npm start');
  process.exit(1);
}
await import('./main.ts');
