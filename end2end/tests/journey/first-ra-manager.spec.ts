// How the first RA Manager signs in while nobody else can.
import { Authenticator } from '../../support/authenticator';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME } from '../../support/pages/home-page';
import { RegistrationPage } from '../../support/pages/registration-page';
import { Server } from '../../support/server';
import { RA_MANAGER } from '../../support/staff';

test('the first RA Manager registers with the link that the first start prints, and signs in', async ({ browser, watch }) => {
  const server = await Server.start();
  expect(server.log.join('\n')).toContain('for Amina Okafor (RA Manager)');
  const first = server.invitation ?? '';

  await test.step('a restart before the link was used prints another link', async () => {
    await server.stop();
    await server.launch();
    expect(server.invitation).not.toBe(first);
  });

  const context = await browser.newContext({ baseURL: server.origin });
  watch.over(context);
  const page = await context.newPage();
  await Authenticator.attach(page);
  const registration = new RegistrationPage(page);
  await registration.open(first);
  await registration.says('This link was replaced by a newer one');
  await registration.register(server.invitation ?? '');

  const app = new AgentApp(page);
  await app.signInPage.open();
  await app.signInPage.signIn();
  await expect(app.heading).toHaveText(HOME);
  await expect(app.account).toContainText('Amina Okafor');

  // The home page listens to live events.
  watch.expectAway();
  await test.step('a restart after that prints no link', async () => {
    await server.stop();
    await server.launch();
    expect(server.invitation).toBeUndefined();
    expect(server.log).toContain(`An RA Manager can sign in already, at ${server.origin}/sign-in`);
  });

  await test.step('the session still works after the restart', async () => {
    await app.profile.open(RA_MANAGER, 'authenticators');
    await expect(app.profile.fact('Registered')).not.toContainText(' by ');
  });
  expect(server.database.audit(server.database.person(RA_MANAGER))).toEqual([
    'invite done',
    'invite done',
    'register done',
    'sign-in done',
  ]);
  expect(server.errors()).toEqual([]);
  await context.close();
  await server.dispose();
});
