// Fixtures for tests whose server sends e-mail. Each worker has an SMTP server.
import { test as base } from './fixtures';
import { Mailbox } from './mailbox';

export const test = base.extend<object, { mailbox: Mailbox }>({
  mailbox: [
    async ({}, use) => {
      const mailbox = await Mailbox.open();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: 'worker' },
  ],
  settings: [async ({ mailbox }, use) => use({ CIM_MATCH_CODE: 'video-only', ...mailbox.settings() }), { scope: 'worker' }],
});
