// E-mail, against a real SMTP server.
import { test as base, expect } from '../../support/fixtures';
import { Mailbox } from '../../support/mailbox';
import { Server } from '../../support/server';
import { VIRTUAL_AAGUID } from '../../support/authenticator';

const test = base.extend<object, { mailbox: Mailbox }>({
  mailbox: [
    async ({}, use) => {
      const mailbox = await Mailbox.open();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ mailbox }, use) => {
      const server = await Server.start({ CIM_WINDOWS_HELLO_AAGUIDS: VIRTUAL_AAGUID, ...mailbox.settings() });
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 30_000 },
  ],
});

test('the link is sent by e-mail, and the user is told of what was added and removed', async ({ agent, phone, user, mailbox, database }) => {
  await agent.issue.open(user.id);
  await agent.issue.faceToFace.check();
  await agent.issue.generate.click();
  await expect(agent.issue.link).toBeVisible();
  const link = await agent.issue.link.innerText();
  await agent.page.getByRole('button', { name: 'Email link' }).click();
  await expect(agent.issue.copied).toHaveText('The e-mail was sent');
  await expect.poll(() => mailbox.to(user.email).map(({ text }) => text.includes(link))).toEqual([true]);

  await phone.registration.register(link);
  await expect.poll(() => mailbox.to(user.email).length).toBe(2);
  const notice = mailbox.to(user.email)[1];
  expect(notice?.text).toContain('Amina Okafor');
  expect(notice?.text).toContain('the RA service desk on 0113 496 0000');
  expect(notice?.text).not.toContain('/register#');
  await agent.profile.open(user.id, 'history');
  await expect(agent.page.getByText('E-mail notice sent')).toBeVisible();
  expect(database.dump()).not.toContain(link.split('#')[1]);
});

test('a send that fails is shown, and the link still works', async ({ agent, phone, user, mailbox, watch }) => {
  watch.expect(/502/);
  await agent.issue.open(user.id);
  await agent.issue.faceToFace.check();
  await agent.issue.generate.click();
  await expect(agent.issue.link).toBeVisible();
  mailbox.refuse();
  await agent.page.getByRole('button', { name: 'Email link' }).click();
  await expect(agent.issue.copied).toContainText('could not be sent');
  mailbox.refuse(false);
  await phone.registration.register(await agent.issue.link.innerText());
});
