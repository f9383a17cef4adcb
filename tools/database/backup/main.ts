// Backs the database up: `DATABASE_URL=… npm run db:backup -- FILE`.
import { describeFailure } from '#tools/process/failure.ts';
import { summaryText } from './format.ts';
import { writeBackup } from './write-backup.ts';

const url = process.env.DATABASE_URL;
const [file, ...rest] = process.argv.slice(2);
if (!url || file === undefined || file.startsWith('-') || rest.length > 0) {
  console.error(
    'Usage: DATABASE_URL=… npm run db:backup -- FILE\n\nDATABASE_URL is the database as its owner.',
  );
  process.exit(1);
}
try {
  const began = performance.now();
  const summary = await writeBackup(url, file);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${file}: ${summaryText(summary)}, as of ${summary.head.at}, in ${seconds} s.`);
} catch (error) {
  console.error(describeFailure(error));
  process.exit(1);
}
