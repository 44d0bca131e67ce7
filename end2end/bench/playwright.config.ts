// The configuration of the measurements, which are not tests. `cargo xtask bench page` starts them.
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

export default defineConfig({
  ...tests,
  testDir: '.',
  outputDir: '../test-results/bench',
  // One after the other, because each measures how long something takes.
  workers: 1,
  // The figures are for people.
  reporter: 'list',
  // A trace would cost time.
  use: { trace: 'off' },
  projects: tests.projects?.filter(({ name }) => name === 'chromium').map((project) => ({ ...project, testDir: '.' })),
});
