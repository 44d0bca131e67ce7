// The connection or the server fails in the middle of a registration.
import { Authenticator } from '../../support/authenticator';
import { generateLink } from '../../support/api';
import { installClock } from '../../support/clock';
import { ANDROID } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { RegistrationPage } from '../../support/pages/registration-page';
import { Server } from '../../support/server';
import { withoutLiveEvents } from '../../support/spy';
import { RA_MANAGER, Staff } from '../../support/staff';

test('nothing is lost when the server is killed between the options and the response', async ({ browser, watch }) => {
  // The connection for live events is lost with the server, and comes back.
  watch.expectAway();
  const server = await Server.start();
  const staff = new Staff(browser, server);
  const manager = await browser.newContext({ storageState: await staff.session(RA_MANAGER) });
  const user = server.database.person('555200000013');

  const context = await browser.newContext(ANDROID.context);
  watch.over(context);
  const page = await context.newPage();
  await Authenticator.attach(page);
  const registration = new RegistrationPage(page);
  await registration.join(await generateLink(manager.request, server.origin, user));
  await server.kill();
  await server.launch();
  await registration.create.click();
  await registration.says('Registration successful');
  expect(server.database.authenticators(user)).toEqual(['active']);

  expect(server.errors()).toEqual([]);
  await Promise.all([manager.close(), context.close()]);
  await server.dispose();
});

for (const name of ['look_up_link', 'join_link', 'load_registration_options']) {
  test(`when a call of ${name} fails, the page says so, and Try again works`, async ({ phone, user, linkFor, watch }) => {
    watch.expect(/ERR_FAILED/);
    await phone.page.route(`**/api/${name}`, (route) => route.abort(), { times: 1 });
    const { registration } = phone;
    await registration.open(await linkFor(user));
    const steps = [
      ['look_up_link', () => Promise.resolve()],
      ['join_link', () => registration.continue.click()],
      ['load_registration_options', () => Promise.resolve()],
    ] as const;
    for (const [step, press] of steps) {
      await press();
      if (step === name) break;
    }
    await registration.says('We could not connect to the service');
    await registration.tryAgain.click();
    if (name === 'look_up_link') await registration.continue.click();
    await registration.create.click();
    await registration.says('Registration successful');
  });
}

test('registering works even if no report of the page reaches the server', async ({ phone, user, linkFor, watch }) => {
  watch.expect(/ERR_FAILED/);
  for (const name of ['report_visit', 'report_attempt']) await phone.page.route(`**/api/${name}`, (route) => route.abort());
  await phone.registration.register(await linkFor(user));
});

test('when the answer to the response of the device is lost, the page sends it again by itself', async ({ phone, user, linkFor, watch, database }) => {
  watch.expect(/ERR_FAILED/);
  const { registration } = phone;
  // With live events, the page would hear at once that the link was used.
  await withoutLiveEvents(phone.page);
  await installClock(phone.page);
  await phone.page.route(
    '**/api/finish_registration',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await registration.join(await linkFor(user));
  const lost = phone.page.waitForEvent('requestfailed');
  await registration.create.click();
  await lost;
  await expect(registration.create).toBeDisabled();
  await phone.page.clock.runFor('00:04');
  await registration.says('Registration successful');
  expect(database.authenticators(user)).toEqual(['active']);
  expect(database.audit(user)).toEqual(['generate-link done', 'register done']);
});

test('a response that does not come from the server counts as no response', async ({ phone, user, linkFor, watch }) => {
  watch.expect(/status of 502/);
  const { registration } = phone;
  const gateway = { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' };
  await phone.page.route('**/api/load_registration_options', (route) => route.fulfill(gateway), { times: 1 });
  await registration.open(await linkFor(user));
  await registration.continue.click();
  await registration.says('We could not connect to the service');
  await registration.tryAgain.click();
  await registration.says('Create your passkey');
});
