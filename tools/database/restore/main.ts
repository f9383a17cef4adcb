// Puts a backup into a database: `DATABASE_URL=… npm run db:restore -- FILE [--replace]`.
import { describeFailure } from '#tools/process/failure.ts';
import { readArguments } from '#tools/process/read-arguments.ts';
import { summaryText } from '../backup/format.ts';
import { restoreBackup } from './restore-backup.ts';

const usage = `Usage: DATABASE_URL=… npm run db:restore -- FILE [--replace]

DATABASE_URL is an empty database as its owner; with --replace, all that it holds is deleted first.`;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { values, positionals } = readArguments(usage, {
      options: { replace: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const url = process.env.DATABASE_URL;
    const [file] = positionals;
    if (!url || file === undefined || positionals.length > 1) {
      console.error(usage);
      return 1;
    }
    const began = performance.now();
    const restored = await restoreBackup(url, file, values.replace);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`Restored ${summaryText(restored)}, as of ${restored.head.at}, in ${seconds} s.`);
    if (restored.skipped.length > 0)
      console.log(`Not restored, for they are no tables of ours: ${restored.skipped.join(', ')}`);
    if (restored.migrated.length > 0) console.log(`Then applied: ${restored.migrated.join(', ')}`);
    console.log('Next: docs/recovery.md, “After a restore”.');
    return 0;
  } catch (error) {
    console.error(describeFailure(error));
    return 1;
  }
}
