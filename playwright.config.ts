import { defineConfig } from '@playwright/test';
import { chooseChromium } from './tools/test/chromium.ts';

// And what has a stack of its own. Not those of e2e/security: they ask as people whose sessions other tests end, and against
// limits that others use up.
const reading = ['accessibility', 'cross-team', 'installed-by-chart', 'monitoring'].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './tools/test/e2e-stack.ts',
  // All tests share one stack. What only reads goes beside what changes; the latter goes one by one.
  workers: 2,
  projects: [
    { name: 'reads', testMatch: reading, workers: 1 },
    { name: 'changes', testIgnore: reading, workers: 1 },
  ],
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    ...(process.env.BAILIWICK_WEB ? { baseURL: process.env.BAILIWICK_WEB } : {}),
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    launchOptions: await chooseChromium(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
