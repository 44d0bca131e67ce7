// An RA Manager grants a staff role and takes it away, and what that changes for its holder straight away.
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import { RolesPages } from '../../support/pages/roles-pages';
import { RA_AGENT_ADVANCED, RA_MANAGER, SPONSOR } from '../../support/staff';

test('a role is granted, its holder acts with it, and loses it with the next request', async ({ agent, phone, user, linkFor }) => {
  const roles = new RolesPages(agent.page);
  const own = new AgentApp(phone.page);
  await phone.registration.register(await linkFor(user));
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.profile.heading).toContainText(user.name);

  await test.step('an empty form says what is missing, and loses nothing', async () => {
    await agent.profile.open(user.id);
    await agent.profile.openTab('Roles');
    await expect(agent.page.getByText('This user has no staff roles.')).toBeVisible();
    await roles.grantOne.click();
    await roles.place.fill('');
    await roles.why.fill('Works at night');
    await roles.grant.click();
    await roles.errors.says('Select a role', 'Enter an ODS code');
    await expect(agent.page).toHaveTitle(/^Error: Grant a role to /);
    await roles.errors.leadsTo('Select a role', roles.role('RA Manager'));
    await roles.errors.leadsTo('Enter an ODS code', roles.place);
    await expect(roles.why).toHaveValue('Works at night');
  });

  await test.step('the server knows more than the page', async () => {
    await roles.role('Sponsor').check();
    await roles.place.fill('XXX');
    await roles.grant.click();
    await roles.errors.says('There is no organisation with this ODS code');
  });

  await test.step('with a reason the role is granted', async () => {
    await roles.place.fill('RQ4');
    await roles.grant.click();
    await expect(roles.success).toContainText(`Sponsor granted to ${user.name}`);
    await expect(roles.success).toBeFocused();
    await expect(roles.cards.getByRole('heading')).toHaveText('Sponsor');
    await expect(agent.profile.fact('Organisation')).toHaveText('Northmoor Community Care Trust (RQ4)');
    await expect(agent.profile.fact('Granted')).toContainText('by Amina Okafor');
    await expect(agent.profile.fact('Reason')).toHaveText('Works at night');
  });

  await test.step('its holder finds users of that organisation and no others', async () => {
    await own.search.open();
    await own.search.find('Łukasiewicz');
    await expect(own.search.rows.first()).toBeVisible();
    for (const organisation of await own.search.rows.allInnerTexts()) expect(organisation).not.toContain('RX1');
    await own.profile.open(RA_MANAGER);
    await expect(own.problem).toContainText('This user belongs to an organisation that your role does not cover.');
  });

  await test.step('without a reason it is not taken away', async () => {
    await roles.cards.getByRole('link', { name: 'Take away Sponsor at Northmoor Community Care Trust' }).click();
    await expect(roles.heading).toContainText('Take away a role');
    await roles.takeAway.click();
    await roles.errors.says('Enter a reason');
    await roles.errors.leadsTo('Enter a reason', roles.why);
  });

  await test.step('with a reason it is, and the next request of its holder is refused', async () => {
    await roles.why.fill('Left the night shift');
    await roles.takeAway.click();
    await expect(roles.success).toContainText(`Sponsor taken away from ${user.name}`);
    await expect(roles.cards).toHaveCount(0);
    await own.profile.open(SPONSOR);
    await expect(own.problem).toContainText('Your role does not let you find and view other users.');
    await agent.profile.openTab('History');
    await expect(agent.profile.entries.filter({ hasText: 'Staff role taken away' })).toContainText('Left the night shift');
    await expect(agent.profile.entries.filter({ hasText: 'Staff role granted' })).toContainText(
      'Sponsor, Northmoor Community Care Trust, Works at night',
    );
  });
});

test('an authenticator that an agent issued does not sign in with a new role until an RA Manager confirms it', async ({
  agent,
  visitor,
  phone,
  user,
}) => {
  const roles = new RolesPages(agent.page);
  const advanced = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await advanced.issue.open(user.id);
  await phone.registration.register(await advanced.issue.generateLink({ faceToFace: true }));
  await roles.grantTo(user.id, 'RA Agent', 'RX1');
  const own = new AgentApp(phone.page);
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(phone.page.getByText('Ask an RA Manager to confirm this authenticator')).toBeVisible();

  await agent.profile.openTab('Authenticators');
  await expect(agent.profile.cards).toContainText('Not confirmed for staff');
  await agent.profile.cards.getByRole('link', { name: /^Confirm/ }).click();
  await expect(agent.heading).toContainText(`Confirm ${user.name}’s passkey`);
  await roles.confirm.click();
  const unchecked = 'Select the box to confirm that you have checked this authenticator';
  await roles.errors.says(unchecked);
  await roles.errors.leadsTo(unchecked, roles.checked);
  await roles.checked.check();
  await roles.confirm.click();
  await expect(roles.success).toContainText(`Passkey of ${user.name} confirmed`);
  await expect(agent.profile.cards).not.toContainText('Not confirmed for staff');
  await expect(agent.profile.fact('Confirmed for staff by')).toHaveText('Amina Okafor');

  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.search.button).toBeVisible();
});

test('the list of roles says who has which, and shows one role or one organisation', async ({ agent, user }) => {
  const roles = new RolesPages(agent.page);
  await roles.grantTo(user.id, 'Local Smartcard Administrator', 'FK772');
  await agent.search.open();
  await agent.page.getByRole('link', { name: 'Roles', exact: true }).click();
  await expect(roles.heading).toHaveText('Roles');
  await roles.filterPlace.fill('fk772');
  await roles.show.click();
  const row = roles.rows.filter({ hasText: user.name });
  await expect(row).toContainText('Local Smartcard Administrator');
  await expect(row).toContainText('Elm Tree Pharmacy (FK772)');
  await expect(row).toContainText('by Amina Okafor');
  await roles.filterRole.selectOption('RA Manager');
  await roles.show.click();
  await expect(agent.page.getByText('No roles found.')).toBeVisible();
  await roles.filterPlace.fill('');
  await roles.show.click();
  await expect(roles.rows.filter({ hasText: 'Amina Okafor' })).toContainText('RA Manager');
  await roles.rows.filter({ hasText: 'Amina Okafor' }).getByRole('link', { name: /^Take away/ }).click();
  await expect(agent.problem).toHaveText('You cannot do this for your own account. Ask another RA agent.');
});

test('the pages of roles and organisations are refused to other staff', async ({ visitor }) => {
  const app = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await app.search.open();
  for (const name of ['Roles', 'Organisations']) await expect(app.page.getByRole('link', { name, exact: true })).toHaveCount(0);
  for (const path of ['/roles', '/organisations', '/organisations/add', '/organisations/RX1', '/organisations/RX1/close']) {
    await app.page.goto(path);
    await expect(app.problem, path).toHaveText('Your role does not let you look after roles and organisations, or view the audit log. Ask an RA Manager.');
  }
  await app.page.goto(`/users/${SPONSOR}/roles`);
  await expect(app.page.getByRole('heading', { level: 3, name: 'Sponsor' })).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Grant a role' })).toHaveCount(0);
  await expect(app.page.getByRole('link', { name: /^Take away/ })).toHaveCount(0);
});
