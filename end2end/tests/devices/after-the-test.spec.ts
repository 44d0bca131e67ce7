// When the test has worked, the user is done: the page says so, and says that it can be closed.
import { expect, test } from '../../support/fixtures';
import { KINDS } from '../../support/kinds';
import { TestPanel } from '../../support/pages/test-panel';

for (const kind of KINDS) {
  test(`${kind.label}: after the test, the page says that it can be closed, and a screen reader hears it`, async ({ registrar, user, linkFor }) => {
    const { page, registration } = await registrar(kind);
    const profile = page.getByRole('link', { name: 'View your profile (you will need to sign in)' });
    await registration.register(await linkFor(user, kind));
    await expect(registration.main).toContainText('while they are still with you');
    await expect(profile, 'nobody is invited to leave before the test').toHaveCount(0);
    await registration.test.passes();
    for (const panel of [registration.test, new TestPanel(page)]) {
      if (panel !== registration.test) {
        await panel.open();
        await panel.passes();
      }
      await expect(registration.heading).toHaveText(kind.works);
      const focused = page.locator(':focus');
      await expect(focused).toContainText(kind.works);
      await expect(focused).toContainText('You can now close this page');
      await expect(registration.main).not.toContainText('Registration successful');
      await expect(registration.main).not.toContainText('while they are still with you');
      await expect(profile).toBeVisible();
    }
  });
}
