// What an agent reads before issuing an authenticator of each kind.
import { expect, test } from '../../support/fixtures';
import { KINDS, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';

const HINTS = [
  'On the user’s iPhone, iPad, Android phone or computer. AAL2.',
  'A USB or NFC device with a PIN or a fingerprint reader. AAL3.',
  'On one Windows computer, by face, fingerprint or PIN. AAL3.',
];

test('the page offers the three kinds, each with its assurance level', async ({ agent, user }) => {
  const { issue, page } = agent;
  await page.goto(`/users/${user.id}/authenticators/issue`);
  await expect(page.getByRole('radio')).toHaveCount(KINDS.length);
  for (const [at, kind] of KINDS.entries()) {
    await expect(issue.kind(kind)).toBeVisible();
    await expect(issue.kind(kind)).toHaveAccessibleDescription(HINTS[at] as string);
  }
});

const INSTRUCTIONS = [
  {
    kind: PASSKEY,
    before: 'Ask the user to have the device at hand that they want to sign in with',
    sees: [
      'iPhone and iPad: a sheet from the bottom that asks to save a passkey, then Face ID, Touch ID or the passcode.',
      /^Android: a sheet that asks to create a passkey in Google Password Manager or Samsung Pass, then the fingerprint/,
      /^Windows: a choice between this computer \(Windows Hello\) and a phone or tablet, then a window of Windows\./,
      'Mac: a window that asks to save a passkey, then Touch ID or the Mac’s password; or a QR code for a phone.',
    ],
    trouble: 'They cancelled, it took too long, or the computer did not find the phone.',
  },
  {
    kind: SECURITY_KEY,
    before: 'Ask the user to have the security key at hand, and a computer or phone that it fits, by USB or NFC.',
    sees: [
      /^Windows: a window that asks where to save the passkey: they choose Security key\. .* \(a new key: to choose one\), and to touch the key, perhaps twice\.$/,
      'Mac: a window of the browser that asks for the key, its PIN, and a touch.',
      /^iPhone and iPad: a sheet: they choose Other options, then Security key\. .* enter its PIN\.$/,
      /^Android: a sheet: they choose Another device or Security key, plug it in or hold it to the back of the phone\.$/,
    ],
    trouble: 'A key without a PIN gets one in Edge, in Chrome, or in the settings of Windows; Firefox sets none.',
  },
  {
    kind: WINDOWS_HELLO,
    before: 'Ask the user to sit at the Windows computer that they want to sign in on',
    sees: [
      /^Windows: a window of Windows that asks for the face, the fingerprint or the PIN\. .* already cannot be Windows Hello as well/,
      'Anything else: a page that says that this link is for a Windows computer. They can still open it on one.',
    ],
    trouble: 'it makes no keys below 20 % battery in battery saver.',
  },
];

for (const { kind, before, sees, trouble } of INSTRUCTIONS) {
  test(`the instructions for a ${kind.label} say what to do, what the user will see, and what goes wrong`, async ({ agent, user }) => {
    const { issue, page, heading } = agent;
    await page.goto(`/users/${user.id}/authenticators/issue`);
    await issue.choose(kind);
    await expect(heading).toContainText(user.name);
    await expect(page).toHaveTitle(new RegExp(`^${kind.issue} - `));
    await expect(page.getByText(/^Meet .* by video call or face to face, and check that it is them\./)).toBeVisible();
    await expect(page.getByText(before)).toBeVisible();

    const seen = page.getByRole('group').filter({ hasText: 'What the user will see' });
    await seen.getByText('What the user will see').click();
    await expect(seen.locator('p')).toHaveText(sees);

    await expect(page.getByText(trouble)).toBeHidden();
    await page.getByText('When it does not work').click();
    await expect(page.getByText(trouble)).toBeVisible();
    await expect(page.getByText('Have them copy the link and open it in Safari, Chrome or Edge.')).toBeVisible();
    await issue.generateLink();
  });
}

test('for a kind that does not exist, the page says that it was not found', async ({ agent, user }) => {
  await agent.page.goto(`/users/${user.id}/authenticators/issue/smartcard`);
  await expect(agent.problem).toContainText('This was not found.');
  await expect(agent.issue.generate).toHaveCount(0);
});
