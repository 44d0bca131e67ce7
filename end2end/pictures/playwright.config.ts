// The configuration of the pictures in the README, which are not tests.
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

export default defineConfig({
  ...tests,
  testDir: '.',
  outputDir: '../test-results/pictures',
  workers: 1,
  reporter: 'list',
  projects: tests.projects?.filter(({ name }) => name === 'chromium').map((project) => ({ ...project, testDir: '.' })),
});
