import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { projectRoot } from '#tools/process/roots.ts';
import { chooseChromium } from '#tools/test/chromium.ts';
import { type Shot, shots } from './shots.ts';

interface Run {
  web: string;
  accounts: { email: string; password: string }[];
}

const folder = join(projectRoot, 'docs/screenshots');
const usualWidth = 1280;

/** Signs in through the real provider and takes one picture, as high as the first look at the page is. */
async function take(browser: Browser, { web, accounts }: Run, shot: Shot): Promise<void> {
  const { name, by, path, width = usualWidth, dark = false } = shot;
  const account = accounts.find(({ email }) => email.startsWith(`${by}@`));
  if (account === undefined) throw new Error(`The demo has no account of ${by}.`);
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${web}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByRole('main').getByRole('button').click();
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(new URL(path, web).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // React keeps a place for what has come already, and shows several parts at once a little later.
  await page.waitForFunction(() => document.querySelector('template[id^="B:"]') === null);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

const file = join(projectRoot, '.bailiwick/run.json');
let run: Run;
try {
  run = JSON.parse(readFileSync(file, 'utf8')) as Run;
} catch {
  console.error(
    'The portal does not run. Start it with npm start, and ask for the pictures in another terminal.',
  );
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(await chooseChromium());
try {
  for (const shot of shots) {
    await take(browser, run, shot);
    console.log(`docs/screenshots/${shot.name}.png`);
  }
} finally {
  await browser.close();
}
