import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { openDatabase } from '#lib/data/client.ts';
import { insertBreakGlassCode } from '#lib/data/identity/break-glass-rows.ts';
import { codeOf, readCode } from '#lib/domain/identity/break-glass.ts';
import { describeFailure } from '#tools/process/failure.ts';

// A one-time code for a local admin, for when the identity provider is down.
// Environment: DATABASE_URL (as the owner of the database), NEXTAUTH_URL (only to print where the code is typed).
const url = process.env.DATABASE_URL;
if (!url) {
  console.error(
    'Set DATABASE_URL to the database as its owner: no process of Bailiwick may make such a code.',
  );
  process.exit(1);
}
const database = openDatabase(url);
try {
  const code = codeOf(randomBytes(20));
  const madeBy = `${userInfo().username} on the console of ${hostname()}`;
  const until = await database.$transaction((tx) => insertBreakGlassCode(tx, readCode(code) ?? '', madeBy));
  const page = process.env.NEXTAUTH_URL
    ? new URL('/break-glass', process.env.NEXTAUTH_URL).href
    : 'the page /break-glass of the portal';
  console.log(`${code}\n\nType it at ${page}, once, until ${until.toLocaleTimeString()}.`);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
} finally {
  await database.$disconnect();
}
