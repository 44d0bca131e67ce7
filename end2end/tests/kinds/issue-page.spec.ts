// What an agent reads before issuing an authenticator of each kind.
import { expect, test } from '../../support/fixtures';
import { KINDS, PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';

const HINTS = [
  "Saved on the user's phone, tablet or computer (AAL2)",
  'A small device that plugs in or is tapped, with a PIN or fingerprint (AAL3)',
  'One Windows computer, unlocked by face, fingerprint or PIN (AAL3)',
];

test('the page offers the three kinds, each with its assurance level', async ({ agent, user }) => {
  const { issue, page } = agent;
  await page.goto(`/users/${user.id}/authenticators/issue`);
  await expect(page.getByRole('group', { name: 'What type of authenticator' }).getByRole('radio')).toHaveCount(KINDS.length);
  for (const [at, kind] of KINDS.entries()) {
    await expect(issue.kind(kind)).toBeVisible();
    await expect(issue.kind(kind)).toHaveAccessibleDescription(HINTS[at] as string);
  }
});

const INSTRUCTIONS = [
  {
    kind: PASSKEY,
    before: 'Ask the user to have ready the device they want to sign in with.',
    sees: [
      /^iPhone and iPad: A box slides up asking if they want to save a passkey\. They select Continue, then use Face ID, Touch ID or their passcode\.$/,
      /^Android: A box slides up asking to create a passkey in Google Password Manager or Samsung Pass\. They confirm/,
      /^Windows: They choose this computer or a phone or tablet\. .*"iPhone, iPad or Android device"/,
      'Mac: A box asks to save a passkey. They confirm with Touch ID or their Mac password, or scan a QR code to use a phone.',
    ],
    trouble: 'They cancelled, ran out of time, or the computer could not find the phone.',
  },
  {
    kind: SECURITY_KEY,
    before: 'Ask the user to have their security key ready. They also need a computer or phone it can plug into or be tapped on.',
    sees: [
      /^Windows: Windows asks where to save the passkey\. .*"External security key or built-in sensor"\) and select OK, .*they create one.* Some keys need to be touched twice\.$/,
      'Mac: The browser asks them to insert the key, enter its PIN and touch it.',
      /^iPhone and iPad: They select "Other options", then "Security key"\. .* enter its PIN\.$/,
      /^Android: They select "Another device" or "Security key", then .* Many phones cannot use NFC for this,/,
    ],
    trouble: 'They can set a PIN in Edge, Chrome or Windows Settings, but not in Firefox.',
  },
  {
    kind: WINDOWS_HELLO,
    before: 'Ask the user to use the Windows computer they will sign in on.',
    sees: [
      /^Windows: Windows asks for their face, fingerprint or PIN\. .* remove that passkey first\.$/,
      'Any other device: They see a message that the link only works on a Windows computer. The link still works there.',
    ],
    trouble: 'the security chip (TPM) refused, which happens when the battery is below 20%.',
  },
];

for (const { kind, before, sees, trouble } of INSTRUCTIONS) {
  test(`the instructions for a ${kind.label} say what to do, what the user will see, and what goes wrong`, async ({ agent, user }) => {
    const { issue, page, heading } = agent;
    await page.goto(`/users/${user.id}/authenticators/issue`);
    await issue.choose(kind);
    await issue.unfold();
    await expect(heading).toContainText(user.name);
    await expect(page).toHaveTitle(new RegExp(`^${kind.issue} - `));
    await expect(page.getByText(/^Meet .* by video call or face to face and check their identity\./)).toBeVisible();
    await expect(page.getByText(before)).toBeVisible();

    const seen = page.getByRole('group').filter({ hasText: 'What the user will see' }).last();
    await seen.getByText('What the user will see').click();
    await expect(seen.locator('p')).toHaveText(sees);

    await expect(page.getByText(trouble)).toBeHidden();
    await page.getByText('If something goes wrong').click();
    await expect(page.getByText(trouble)).toBeVisible();
    await expect(page.getByText('Ask them to select "Copy link" and open it in Safari, Chrome or Edge.')).toBeVisible();
    await issue.generateLink();
  });
}

test('for a kind that does not exist, the page says that it was not found', async ({ agent, user }) => {
  await agent.page.goto(`/users/${user.id}/authenticators/issue/smartcard`);
  await expect(agent.problem).toContainText('We could not find this.');
  await expect(agent.issue.generate).toHaveCount(0);
});
