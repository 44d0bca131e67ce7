// Password managers and other extensions put functions of their own in the place of navigator.credentials. What these throw and
// return is not what WebAuthn says. The name of an exception decides, and what is no credential counts as cancelled.
import { answer, finishes } from '../../support/answers';
import { ANDROID } from '../../support/devices';
import { expect, test } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY } from '../../support/kinds';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { TestPanel } from '../../support/pages/test-panel';
import { hearSignals, told } from '../../support/spy';

const CANCELLED = 'No passkey was created';
const PROBLEM = 'Something went wrong on this device';

const REJECTIONS: [string, () => unknown, string][] = [
  ['a plain Error with a name', () => Promise.reject(Object.assign(new Error('x'), { name: 'NotAllowedError' })), CANCELLED],
  ['an object with a name', () => Promise.reject({ name: 'InvalidStateError' }), 'This device is already registered'],
  [
    'a DOMException of another window',
    () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const { DOMException: Theirs } = frame.contentWindow as unknown as typeof globalThis;
      return Promise.reject(new Theirs('x', 'NotAllowedError'));
    },
    CANCELLED,
  ],
  [
    'an exception that is thrown at once',
    () => {
      throw Object.assign(new Error('x'), { name: 'NotReadableError' });
    },
    'Your device had a problem',
  ],
  ['an Error without a name of its own', () => Promise.reject(new Error('x')), PROBLEM],
  ['{}', () => Promise.reject({}), PROBLEM],
  ['text', () => Promise.reject('NotAllowedError'), PROBLEM],
  ['nothing', () => Promise.reject(), PROBLEM],
  [
    'an object whose name throws',
    () =>
      Promise.reject({
        get name() {
          throw new Error('x');
        },
      }),
    PROBLEM,
  ],
  [
    'a proxy that throws',
    () =>
      Promise.reject(
        new Proxy(
          {},
          {
            get() {
              throw new Error('x');
            },
          },
        ),
      ),
    PROBLEM,
  ],
];

for (const [what, rejects, heading] of REJECTIONS) {
  test(`create() rejects with ${what}: the page says "${heading}"`, async ({ phone, user, linkFor, database }) => {
    const { page, registration } = phone;
    await answer(page, 'create', rejects, { once: true });
    const link = await linkFor(user);
    await registration.join(link);
    await registration.create.click();
    await registration.says(heading);
    expect(database.linkStates(user)).toEqual(['open']);
    await page.reload();
    await registration.says(PASSKEY.ready);
  });
}

test('that this device is registered already is news, and no failure, whatever the class of the exception', async ({
  phone,
  user,
  linkFor,
  database,
}) => {
  await answer(phone.page, 'create', () => Promise.reject({ name: 'InvalidStateError' }));
  await phone.registration.join(await linkFor(user));
  await phone.registration.create.click();
  await phone.registration.says('This device is already registered');
  await expect(phone.page.getByText('You already have a passkey on this device')).toBeVisible();
  await expect(phone.registration.main.getByRole('alert')).toHaveCount(0);
  expect(database.audit(user)).toEqual(['generate-link done']);
});

const VALUES: [string, () => unknown][] = [
  ['null', () => Promise.resolve(null)],
  ['undefined', () => Promise.resolve()],
  ['{}', () => Promise.resolve({})],
  ['text', () => Promise.resolve('cancelled')],
  ['null without a promise', () => null],
  ['a password', () => Promise.resolve({ type: 'password', id: 'x', rawId: new Uint8Array(5) })],
  ['a credential without a response', () => Promise.resolve({ type: 'public-key', rawId: new Uint8Array(5) })],
  [
    'a credential with an endless buffer',
    () => Promise.resolve({ type: 'public-key', rawId: { length: 1e12 }, response: { clientDataJSON: new Uint8Array(5) } }),
  ],
];

for (const [what, returns] of VALUES) {
  test(`create() and get() return ${what}: this counts as cancelled, and nothing is sent`, async ({
    phone,
    user,
    linkFor,
    database,
  }) => {
    const { page, registration } = phone;
    await answer(page, 'create', returns, { once: true });
    await answer(page, 'get', returns);
    const sent = finishes(page);
    await registration.join(await linkFor(user));
    await registration.create.click();
    await registration.says(CANCELLED);
    expect([sent, database.audit(user)]).toEqual([[], ['generate-link done']]);

    const panel = new TestPanel(page);
    await panel.open();
    await panel.press();
    await expect(page.getByText('The test did not finish. You may have cancelled or run out of time.')).toBeVisible();
    await expect(panel.button).toBeEnabled();
    const { signInPage } = new AgentApp(page);
    await signInPage.open();
    await signInPage.signIn();
    await expect(page.getByText('You were not signed in. You may have cancelled or run out of time.')).toBeVisible();
    await expect(signInPage.button).toBeEnabled();
    expect(sent).toEqual([]);
  });
}

test('after 21 such values the link works as before', async ({ phone, user, linkFor, database }) => {
  const { page, registration } = phone;
  await page.addInitScript(() => {
    const real = CredentialsContainer.prototype.create;
    let calls = 0;
    CredentialsContainer.prototype.create = function (options) {
      return ++calls > 21 ? real.call(this, options) : Promise.resolve(null);
    };
  });
  await registration.join(await linkFor(user));
  for (let cancelled = 0; cancelled < 21; cancelled++) {
    await registration.create.click();
    await registration.says(CANCELLED);
    await registration.tryAgain.click();
    await registration.says(PASSKEY.ready);
  }
  await registration.finish();
  expect(database.audit(user)).toEqual(['generate-link done', 'register done']);
});

test('a passkey that is not discoverable is refused in words of its own, and stays where the user saved it', async ({
  phone,
  user,
  linkFor,
}) => {
  const { page, registration, authenticator } = phone;
  await hearSignals(page);
  await page.addInitScript(() => {
    PublicKeyCredential.prototype.getClientExtensionResults = () => ({ credProps: { rk: false } });
  });
  await registration.join(await linkFor(user));
  await registration.create.click();
  await registration.says(PASSKEY.refused);
  await expect(page.getByText('Your device saved a passkey in a place where it cannot find it again')).toBeVisible();
  await expect(page.getByText('You can delete the one that was saved.')).toBeVisible();
  expect(await told(page)).toEqual([]);
  expect(await authenticator.credentials()).toHaveLength(1);
});

test('the panel and the history name the exception with which a device failed', async ({ agent, phone, user, database }) => {
  await answer(phone.page, 'create', () => Promise.reject({ name: 'NotReadableError' }), { once: true });
  const panel = new LinkPanel(agent.page);
  await agent.issue.open(user.id);
  await phone.registration.join(await agent.issue.generateLink({ faceToFace: true }));
  await phone.registration.create.click();
  await phone.registration.says('Your device had a problem');
  await expect(panel.attempts).toContainText('Failed');
  await expect(panel.attempts).toContainText('Google Play services');
  await expect(panel.attempts).toContainText('The browser reports: NotReadableError');
  expect(database.audit(user)).toEqual(['generate-link done', 'device-failure refused']);
  await phone.registration.finishAgain();
  await agent.profile.open(user.id, 'history');
  await expect(agent.page.getByText('Registration failed on the device')).toBeVisible();
  await expect(agent.page.getByText('Passkey, NotReadableError')).toBeVisible();
  await expect(agent.page.getByText('Refused')).toHaveCount(0);
});

test('a phone is said to be a poor place for a security key before the tap, and a computer is offered', async ({
  registrar,
  user,
  linkFor,
}) => {
  const { page, registration } = await registrar(SECURITY_KEY, { device: ANDROID });
  const link = await linkFor(user, SECURITY_KEY);
  await registration.open(link);
  await expect(page.getByRole('heading', { name: 'A computer works better' })).toBeVisible();
  expect(await registration.copiedLink()).toBe(link);
  await registration.continue.click();
  await registration.says(SECURITY_KEY.ready);
});
