import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Which browser to launch; empty means Playwright's own. */
export interface BrowserChoice {
  executablePath?: string;
  args?: string[];
}

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const places = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

// The packed browser's usual arguments put all renderers into one process, where one crash ends all contexts, and
// turn off the same-origin policy, after which no fetch names its origin.
const unwanted = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-running-insecure-content',
];

/** A real Chromium: Playwright's if it is installed, else the system's, else the one from npm. */
export async function chooseChromium(): Promise<BrowserChoice> {
  if (existsSync(chromium.executablePath())) return {};
  const system = systemChrome();
  if (system) return { executablePath: system, args: ['--no-sandbox'] };
  const { default: packed } = await import('@sparticuz/chromium');
  // No page draws in three dimensions, and a graphics card made of software takes a good part of two cores.
  packed.setGraphicsMode = false;
  const args = packed.args.filter((arg) => !unwanted.includes(arg));
  return { executablePath: await packed.executablePath(), args };
}

function systemChrome(): string | undefined {
  for (const name of names) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // Not this one; the next may be there.
    }
  }
  return places.find((place) => existsSync(place));
}
