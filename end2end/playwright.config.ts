// How the browser tests run. `cargo xtask test` starts them with CHROMIUM, FIREFOX, GECKODRIVER, CIM_BINARY and
// CIM_SITE_ROOT set.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: 'test-results/runs',
  fullyParallel: true,
  // Each worker has a server, a database and a browser of its own; the machine has two cores.
  workers: 2,
  // A test that passes at the second try found something.
  retries: 0,
  forbidOnly: true,
  // The list is for people; `cargo xtask test` counts by the other.
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  // Only so that a test that hangs ends: beside other work the longest take six times as long.
  timeout: 300_000,
  // Less than the quarter of a minute after which the server sends a picture unasked: what is waited for came by an event.
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure' },
  projects: [
    {
      name: 'chromium',
      testDir: 'tests',
      use: {
        browserName: 'chromium',
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        viewport: { width: 1280, height: 800 },
        actionTimeout: 10_000,
        navigationTimeout: 30_000,
        launchOptions: {
          executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
          args: [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    // Only Playwright's runner, none of its browsers: see firefox/support/firefox.ts.
    { name: 'firefox', testDir: 'firefox' },
  ],
});
