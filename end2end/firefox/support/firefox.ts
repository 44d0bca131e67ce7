// Starts a Firefox for each person in a test, through geckodriver. Playwright's own Firefox has no virtual authenticators.
import { join, resolve } from 'node:path';
import { Driver, Options, ServiceBuilder } from 'selenium-webdriver/firefox.js';
import type { Engine } from '../../support/webdriver/browser';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const PROGRAM = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';
const GECKODRIVER = process.env['GECKODRIVER'] ?? join(REPOSITORY, 'target/tools/bin/geckodriver');

const PREFERENCES = {
  // Without this setting Firefox accepts a virtual authenticator but never uses it.
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
  // Turns off Firefox's own settings service on the internet. Tests connect only to their own server.
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
} as const;

export const FIREFOX: Engine = {
  name: 'firefox',
  uncaught: /^JavaScript error: https?:/,
  service(folder, log) {
    return new ServiceBuilder(GECKODRIVER)
      .addArguments('--profile-root', folder)
      // If root runs Firefox, it refuses a home folder that belongs to another user.
      .setEnvironment({ PATH: process.env['PATH'] ?? '', HOME: folder })
      .setStdio(['ignore', log, log])
      .build();
  },
  async open(service) {
    const options = new Options().setBinary(PROGRAM).addArguments('-headless');
    for (const [name, value] of Object.entries(PREFERENCES)) options.setPreference(name, value);
    return Driver.createSession(options, service);
  },
};
