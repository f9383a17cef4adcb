import { readFileSync } from 'node:fs';
import type { IdentityConfig } from './accounts.ts';
import { serveIdentity } from './server.ts';

if (process.env.NODE_ENV === 'production' && process.env.BAILIWICK_LOCAL_STACK !== '1') {
  console.error(
    'The local identity provider is only for the local stack: use a real OIDC provider in production.',
  );
  process.exit(1);
}
const file = process.argv[2];
if (!file) {
  console.error('Usage: node tools/identity/main.ts CONFIG.json');
  process.exit(1);
}
const server = await serveIdentity(JSON.parse(readFileSync(file, 'utf8')) as IdentityConfig);
console.log('The local identity provider is ready.');
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
