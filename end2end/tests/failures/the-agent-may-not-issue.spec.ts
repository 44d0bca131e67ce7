// A link works only as long as the agent who generated it may issue to the user. Here an RA Agent (Advanced) generates the
// link, and then the user becomes staff, to whom only an RA Manager may issue.
import { generateLink } from '../../support/api';
import { expect, test as base } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { holdDialogue } from '../../support/spy';
import { RA_AGENT_ADVANCED } from '../../support/staff';

const test = base.extend<{ link: string }>({
  link: async ({ visitor, server, user }, use) => {
    const { context } = await visitor({ as: RA_AGENT_ADVANCED });
    await use(await generateLink(context.request, server.origin, user));
  },
});

const NO_LONGER = 'This link no longer works';
const FOR_THE_USER = 'Your RA agent can no longer issue this. Ask your Registration Authority (RA) for a new link.';
const FOR_THE_AGENT =
  'The agent who generated this link may no longer issue to this user, so the link was cancelled. Ask an RA Manager to generate a new one.';

test('the user is told before the prompt of the device, and an RA Manager sees the reason', async ({ agent, phone, link, user, database }) => {
  const { registration, page, authenticator } = phone;
  await registration.open(link);
  await expect(registration.continue).toBeVisible();
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('opened');
  database.makeSponsor(user);
  await registration.continue.click();
  await registration.says(NO_LONGER);
  await expect(page.getByText(FOR_THE_USER)).toBeVisible();
  await expect(registration.tryAgain).toHaveCount(0);
  await panel.says('cancelled');
  await expect(panel.attempts).toContainText('Failed');
  await expect(panel.attempts).toContainText(FOR_THE_AGENT);
  await expect(panel.cancel).toHaveCount(0);
  // The event that the link has ended reached the user's page too. The page still shows the reason.
  await registration.says(NO_LONGER);
  expect(await authenticator.credentials()).toEqual([]);
  expect(database.linkStates(user)).toEqual(['cancelled']);
  await page.reload();
  await registration.says('This link was cancelled');

  await agent.profile.open(user.id, 'history');
  const line = agent.page.getByRole('listitem').filter({ hasText: 'Registration link cancelled' });
  await expect(line).toContainText('The user now has a staff role, and an RA Manager did not generate the link');
  await expect(line).toContainText('this service');
});

test('a response is refused when the agent lost the permission while the prompt was open', async ({ agent, phone, link, user, database }) => {
  const { registration, page } = phone;
  const release = await holdDialogue(page);
  await registration.join(link);
  await agent.openLink(user.id);
  await registration.create.click();
  await expect(page.getByRole('status')).toHaveText('Follow the instructions on your device');
  database.makeSponsor(user);
  await release();
  await registration.says(NO_LONGER);
  await expect(page.getByText(FOR_THE_USER)).toBeVisible();
  await new LinkPanel(agent.page).says('cancelled');
  await registration.says(NO_LONGER);
  expect(database.authenticators(user)).toEqual([]);
  expect(database.audit(user)).toEqual(['generate-link done', 'cancel-link done', 'register refused']);
});
