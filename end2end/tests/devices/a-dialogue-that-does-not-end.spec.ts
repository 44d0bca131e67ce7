// Some extensions and managed browsers never say how their dialogue ended. The page waits a little longer than the options allow,
// and until then the user can start again.
import { answer, ended } from '../../support/answers';
import { installClock } from '../../support/clock';
import { expect, test } from '../../support/fixtures';
import { PASSKEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { TestPanel } from '../../support/pages/test-panel';

const AGAIN = 'The page is ready again. Select the button once more.';
const never = (): Promise<never> => new Promise(() => {});

test('registering: after its own time limit the page goes on as if the user had cancelled', async ({ phone, user, linkFor, database }) => {
  const { page, registration } = phone;
  await answer(page, 'create', never, { once: true });
  await installClock(page);
  await registration.join(await linkFor(user));
  await registration.create.click();
  await page.clock.fastForward('05:10');
  await expect(page.getByRole('status').first()).toHaveText('Follow the instructions on your device');
  await page.clock.fastForward('00:10');
  await registration.says('No passkey was created');
  expect(await ended(page)).toEqual([true]);
  await registration.finishAgain();
  expect(database.audit(user)).toEqual(['generate-link done', 'register done']);
});

test('registering: when the agent cancels the link, the dialogue is closed and the user is told at once', async ({ agent, phone, user }) => {
  const { page, registration } = phone;
  await answer(page, 'create', never);
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await registration.join(await agent.issue.generateLink({ faceToFace: true }));
  await registration.create.click();
  await expect(panel.attempts).toContainText('Waiting for the user');
  await panel.cancelLink();
  await registration.says('This link was cancelled');
  expect(await ended(page)).toEqual([true]);
});

test('registering: the user can start again, and nobody is told of a failure', async ({ agent, phone, user, database }) => {
  const { page, registration } = phone;
  await answer(page, 'create', never, { once: true });
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await registration.join(await agent.issue.generateLink({ faceToFace: true }));
  await expect(registration.startAgain).toHaveCount(0);
  await registration.create.click();
  await registration.startAgain.click();
  await registration.says(PASSKEY.ready);
  await expect(page.getByText(AGAIN)).toBeVisible();
  await expect(registration.heading, 'who cannot see the page hears where they are').toBeFocused();
  await expect(registration.startAgain).toHaveCount(0);
  expect(await ended(page)).toEqual([true]);
  await expect(panel.attempts).toContainText('Ready');
  await registration.finish();
  expect(database.attempts(user)).toBe(1);
  expect(database.audit(user)).toEqual(['generate-link done', 'register done']);
});

test('registering: the panel is right also when the report of the prompt arrives after the user has started again', async ({ agent, phone, user }) => {
  const { page, registration } = phone;
  await answer(page, 'create', never, { once: true });
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await registration.join(await agent.issue.generateLink({ faceToFace: true }));
  const again = page.waitForResponse('**/api/load_registration_options');
  await page.route('**/api/report_attempt', (route) => again.then(() => route.continue()), { times: 1 });
  await registration.create.click();
  await registration.startAgain.click();
  await expect(page.getByText(AGAIN)).toBeVisible();
  await expect(panel.attempts).toContainText('Ready');
  await registration.finish();
});

test('registering: a dialogue of the browser itself is closed by Start again', async ({ phone, user, linkFor }) => {
  const { page, registration, authenticator } = phone;
  await authenticator.setTouched(false);
  await registration.join(await linkFor(user));
  await registration.create.click();
  await registration.startAgain.click();
  await expect(page.getByText(AGAIN)).toBeVisible();
  await authenticator.setTouched(true);
  await registration.finish();
  expect(await authenticator.credentials()).toHaveLength(1);
});

test('testing: the page goes on after its time limit, and the user can start again before', async ({ phone, user, linkFor }) => {
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await answer(page, 'get', never);
  await installClock(page);
  const panel = new TestPanel(page);
  await panel.open();
  await panel.press();
  await page.clock.fastForward('05:20');
  await expect(page.getByText('The test did not finish. You may have cancelled or run out of time.')).toBeVisible();
  await panel.press();
  await registration.startAgain.click();
  await expect(page.getByText(AGAIN)).toBeVisible();
  await expect(panel.button).toBeEnabled();
  await expect(registration.startAgain).toHaveCount(0);
  expect(await ended(page)).toEqual([true, true]);
});

test('signing in: the page goes on after its time limit, and the user can start again before', async ({ phone, user, linkFor }) => {
  const { page, registration } = phone;
  await registration.register(await linkFor(user));
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.get;
    let calls = 0;
    CredentialsContainer.prototype.get = function (options) {
      return ++calls > 2 ? real.call(this, options) : new Promise(() => {});
    };
  });
  await installClock(page);
  const { signInPage, profile } = new AgentApp(page);
  await signInPage.open();
  await signInPage.signIn();
  await page.clock.fastForward('05:20');
  await expect(page.getByText('You were not signed in. You may have cancelled or run out of time.')).toBeVisible();
  await signInPage.signIn();
  await registration.startAgain.click();
  await expect(page.getByText(AGAIN)).toBeVisible();
  await signInPage.signIn();
  await expect(profile.heading).toContainText(user.name);
});
