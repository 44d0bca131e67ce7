// E-mail, with a real SMTP server. A link that is sent by e-mail needs a match code, so these links are for video calls.
import { call } from '../../support/api';
import { expect } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { test } from '../../support/mailing';
import type { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import type { RegistrationPage } from '../../support/pages/registration-page';

/** Lets the user register. The agent, who has the panel of the link open, types the code. */
async function registerInTheCall({ page }: AgentApp, registration: RegistrationPage, link: string): Promise<void> {
  await new LinkPanel(page).type(await registration.askForCode(link));
  await registration.says(PASSKEY.ready);
  await registration.finish();
}

test('the link is sent by e-mail, and the user is told when an authenticator is added or removed', async ({
  agent,
  phone,
  user,
  mailbox,
  database,
}) => {
  const { issue, profile } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink();
  await issue.email.click();
  await expect(issue.emailed).toHaveText(`Link emailed to ${user.email}`);
  expect(mailbox.to(user.email).map(({ subject, text }) => [subject, text])).toEqual([
    [expect.stringMatching(/^Register your passkey \(link expires (at|on) .+\)$/), expect.stringContaining(link)],
  ]);

  await registerInTheCall(agent, phone.registration, link);
  await expect.poll(() => mailbox.to(user.email).length).toBe(2);
  await agent.removeAuthenticator(user.id);
  await expect.poll(() => mailbox.to(user.email).length).toBe(3);
  const [, added, removed] = mailbox.to(user.email);
  expect(added?.subject).toBe('A passkey has been added to your care identity');
  expect(added?.text).toMatch(/^Added: \d+ \w+ \d{4} at \d+:\d\d[ap]m \(UK time\)$/m);
  expect(added?.text).toMatch(/^Added by: Amina Okafor$/m);
  expect(removed?.subject).toBe('A passkey has been removed from your care identity');
  expect(removed?.text).toContain('You can no longer use it to sign in.');
  expect(removed?.text).toMatch(/^Removed: \d+ \w+ \d{4} at \d+:\d\d[ap]m \(UK time\)$/m);
  expect(removed?.text).toMatch(/^Removed by: Amina Okafor$/m);
  for (const notice of [added, removed]) {
    expect(notice?.text).toContain(user.name);
    expect(notice?.text).toMatch(/^Type: Passkey$/m);
    expect(notice?.text).toMatch(/^Saved in: Chromium virtual authenticator$/m);
    expect(notice?.text).toContain('Contact: the RA service desk on 0113 496 0000.');
    expect(notice?.text, 'nobody learns to follow links').not.toMatch(/https?:/);
  }
  // The history shows a notice only after the mail server has accepted it and our server has stored that, so try again until
  // then.
  await expect(async () => {
    await profile.open(user.id, 'history');
    await expect(agent.page.getByText('Email sent to user')).toHaveCount(2, { timeout: 500 });
  }).toPass();
  expect(database.dump()).not.toContain(link.split('#')[1]);
});

test('while an e-mail is being sent, the page says so', async ({ agent, user, mailbox }) => {
  const { issue } = agent;
  let pass = (): void => {};
  const passed = new Promise<void>((resolve) => (pass = resolve));
  await agent.page.route('**/api/email_link', async (route) => {
    await passed;
    await route.continue();
  });
  await issue.open(user.id);
  await issue.generateLink();
  await issue.email.click();
  await expect(issue.emailed).toHaveText('Sending');
  await expect(issue.email).toBeDisabled();
  expect(mailbox.to(user.email)).toEqual([]);
  pass();
  await expect(issue.emailed).toHaveText(`Link emailed to ${user.email}`);
  await expect(issue.email).toBeEnabled();
});

test('when an e-mail cannot be sent, the page says so, and the link still works', async ({ agent, phone, user, mailbox, watch }) => {
  watch.expect(/status of 502 .*\/api\/email_link\)/);
  const { issue } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink();
  mailbox.refuse();
  await issue.email.click();
  await expect(issue.emailed).toHaveText('The email could not be sent. Copy the link and send it another way.');
  mailbox.refuse(false);
  expect(mailbox.to(user.email)).toEqual([]);
  await registerInTheCall(agent, phone.registration, link);
});

test('a link without a match code cannot be sent, and the page and the server say why', async ({ agent, phone, user, server, mailbox }) => {
  const { issue, page } = agent;
  await issue.open(user.id);
  const link = await issue.generateLink({ faceToFace: true });
  await expect(issue.qrCode).toBeVisible();
  await expect(issue.email).toHaveCount(0);
  const why = 'This link has no match code, so it cannot be emailed. Generate a link for a video call instead.';
  await expect(page.getByText(why)).toBeVisible();
  const answer = await call(page.context().request, server.origin, 'email_link', { unique_user_id: user.id, token: link.split('#')[1] });
  expect([answer.status(), await answer.json()]).toEqual([403, { refused: 'link_without_code' }]);
  expect(mailbox.to(user.email)).toEqual([]);
  await phone.registration.register(link);
});
