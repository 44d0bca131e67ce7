// Some password managers and older keys send no user handle in their response, or an empty one. The passkey must be found all
// the same, and the browser must never be told to delete it.
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { TestPanel } from '../../support/pages/test-panel';
import { hearSignals, told } from '../../support/spy';

const HANDLES = ['missing', 'empty', 'foreign'] as const;

/** From the next load of the page on, responses of its authenticators have this user handle. */
async function answerWithHandle(page: Page, handle: (typeof HANDLES)[number]): Promise<void> {
  await page.addInitScript((handle) => {
    const bytes = { missing: null, empty: new ArrayBuffer(0), foreign: new Uint8Array(16).fill(7).buffer }[handle];
    Object.defineProperty(AuthenticatorAssertionResponse.prototype, 'userHandle', { get: () => bytes });
  }, handle);
}

for (const handle of HANDLES) {
  test(`the browser is not told to delete a passkey when the user handle in a response is ${handle}`, async ({ phone, user, linkFor }) => {
    const { page, authenticator, registration } = phone;
    await registration.register(await linkFor(user));
    await hearSignals(page);
    await answerWithHandle(page, handle);

    const panel = new TestPanel(page);
    await panel.open();
    await panel.press();
    if (handle === 'foreign') {
      await expect(page.getByText('We could not verify the response from your device.')).toBeVisible();
    } else {
      await expect(panel.worked).toBeVisible();
    }
    expect(await told(page)).toEqual([]);

    const app = new AgentApp(page);
    await app.signInPage.open();
    await app.signInPage.signIn();
    if (handle === 'foreign') {
      await expect(page.getByText('We could not verify the response from your device.')).toBeVisible();
      expect(await told(page)).toEqual([]);
    } else {
      await expect(app.profile.heading).toContainText(user.name);
    }
    expect(await authenticator.credentials()).toHaveLength(1);
  });
}
