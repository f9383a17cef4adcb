import { defineConfig } from '@playwright/test';
import { chooseChromium } from './tools/test/chromium.ts';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './tools/test/e2e-stack.ts',
  // All tests share one stack and its two cores; each names its own teams and environments.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
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
