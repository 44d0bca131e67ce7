// Safari refuses a call of navigator.credentials when the page awaited anything after the tap. Chromium does not refuse it, so
// the tests record the calls: each must come while the listener of a trusted click is still running.
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { asked, spy } from '../../support/spy';

/** Adds an await before every call, although there is nothing to wait for. */
async function defer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { create, get } = CredentialsContainer.prototype;
    CredentialsContainer.prototype.create = function (options) {
      return Promise.resolve().then(() => create.call(this, options));
    };
    CredentialsContainer.prototype.get = function (options) {
      return Promise.resolve().then(() => get.call(this, options));
    };
  });
}

test('registering, testing and signing in call the browser without an await after the tap', async ({ registrar, user, linkFor }) => {
  const { page, registration, authenticator } = await registrar(PASSKEY);
  await spy(page);
  await authenticator.setUserVerified(false);
  await registration.join(await linkFor(user));
  await registration.create.click();
  await registration.says('No passkey was created');
  await authenticator.setUserVerified(true);
  await registration.finishAgain();
  await registration.test.passes();
  expect(await asked(page)).toMatchObject([
    { method: 'create', fromTheTap: true },
    { method: 'create', fromTheTap: true },
    { method: 'get', fromTheTap: true },
  ]);

  const { signInPage, profile } = new AgentApp(page);
  await signInPage.open();
  await expect(signInPage.button).toBeEnabled();
  await authenticator.setUserVerified(false);
  await signInPage.signIn();
  await expect(page.getByText('You were not signed in')).toBeVisible();
  expect(await asked(page)).toMatchObject([{ method: 'get', fromTheTap: true }]);
  await authenticator.setUserVerified(true);
  await signInPage.signIn();
  await expect(profile.heading).toContainText(user.name);
});

// This shows that the test above can fail: with `await defer(page)` after its `spy`, all its calls have `fromTheTap: false`.
test('a single await between the tap and the call is detected', async ({ registrar, user, linkFor }) => {
  const { page, registration } = await registrar(PASSKEY);
  await spy(page);
  await defer(page);
  await registration.register(await linkFor(user));
  await registration.test.passes();
  expect(await asked(page)).toMatchObject([
    { method: 'create', fromTheTap: false },
    { method: 'get', fromTheTap: false },
  ]);
});
