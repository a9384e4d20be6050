/** The screens on the practice host, in a real browser: `npm run e2e`, and `npm run shots` for pictures of every screen. */
import { defineConfig } from '@playwright/test';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PORT = 4173;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge'];

/** A browser that is on this machine already; nothing is ever downloaded. */
function browser(): string {
  const told = process.env.COMPTOIR_CHROMIUM;
  if (told) return told;
  const ends = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES.flatMap((one) => ends.map((end) => join(folder, one + end)))) {
      try {
        accessSync(name, constants.X_OK);
        return name;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error('No Chromium found on PATH. Install one, or name it in COMPTOIR_CHROMIUM.');
}

export default defineConfig({
  testDir: 'e2e',
  // The build that the tests look at stands beside it: Playwright empties its own folder at every start.
  outputDir: 'test-results/run',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    locale: 'fr-FR',
    timezoneId: 'Africa/Lome',
    testIdAttribute: 'data-testid',
    launchOptions: {
      executablePath: browser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
  projects: [
    { name: 'till', testMatch: '**/*.spec.ts' },
    { name: 'shots', testMatch: 'shots.ts' },
  ],
  webServer: {
    // As it ships, except for the mode that keeps the practice host in the bundle.
    command: [
      'node node_modules/vite/bin/vite.js build --mode e2e --outDir test-results/site --emptyOutDir --logLevel warn',
      `node node_modules/vite/bin/vite.js preview --outDir test-results/site --host 127.0.0.1 --port ${PORT} --strictPort`,
    ].join(' && '),
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
