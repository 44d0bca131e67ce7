// The configuration of the browser tests. `cargo xtask test` sets CHROMIUM, FIREFOX, GECKODRIVER, WEBKIT_DRIVER, XVFB,
// CIM_PYTHON, CIM_SOFTWARE_KEY, CIM_BINARY and CIM_SITE_ROOT and starts them.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: 'test-results/runs',
  fullyParallel: true,
  // Each worker has its own server, database and browser. CI machines have two cores.
  workers: 2,
  // No second try: a test that fails the first time has found something, even if it passes the second time.
  retries: 0,
  forbidOnly: true,
  // The list is for people. `cargo xtask test` counts the tests in the JSON report.
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  // This limit only ends tests that hang, so it is long: on a busy machine the longest tests take six times as long as usual.
  timeout: 300_000,
  // The server sends the state of a link every 15 seconds even if nothing happened. This limit is shorter, so a change that a
  // test waits for must have come by an event.
  expect: { timeout: 14_000 },
  use: { trace: 'retain-on-failure' },
  projects: [
    {
      name: 'chromium',
      testDir: 'tests',
      // What a screen reader says (tests/accessibility/screen-reader.spec.ts).
      snapshotPathTemplate: 'transcripts/{arg}{ext}',
      use: {
        browserName: 'chromium',
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        viewport: { width: 1280, height: 800 },
        actionTimeout: 30_000,
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
    // The tests of these projects use only Playwright's runner, and none of its browsers: see support/webdriver/browser.ts.
    { name: 'firefox', testDir: 'firefox' },
    { name: 'webkit', testDir: 'webkit' },
    { name: 'opensk', testDir: 'opensk' },
  ],
});
