// The pages about staff roles and organisations.
import { expect } from '../fixtures';
import { OrganisationsPages } from '../pages/organisations-pages';
import { RegistrationPage } from '../pages/registration-page';
import { RolesPages } from '../pages/roles-pages';
import { IssuePages } from '../pages/issue-pages';
import { RA_AGENT_ADVANCED, RA_MANAGER, SPONSOR } from '../staff';
import type { Stage, Stop } from './stage';

export async function* administering({ visitor, people }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const roles = new RolesPages(page);
  const user = people.next();
  await page.goto(`/users/${user.id}/roles`);
  await expect(roles.grantOne).toBeVisible();
  yield { name: 'profile-roles-none', page };
  await roles.grantOne.click();
  await expect(roles.grant).toBeEnabled();
  yield { name: 'grant-role', page };
  await roles.place.fill('');
  await roles.grant.click();
  await expect(roles.errors.box).toBeVisible();
  yield { name: 'grant-role-errors', page };

  const agent = await visitor({ as: RA_AGENT_ADVANCED });
  const issue = new IssuePages(agent.page);
  await issue.open(user.id);
  await new RegistrationPage((await visitor()).page).register(await issue.generateLink({ faceToFace: true }));
  await roles.grantTo(user.id, 'Sponsor', 'FK772');
  await expect(roles.cards).toHaveCount(1);
  yield { name: 'profile-roles', page };
  await roles.cards.getByRole('link', { name: /^Take away/ }).click();
  await expect(roles.takeAway).toBeEnabled();
  yield { name: 'take-away-role', page };
  await roles.takeAway.click();
  await expect(roles.errors.box).toBeVisible();
  yield { name: 'take-away-role-error', page };

  await page.goto(`/users/${user.id}/authenticators`);
  await expect(roles.cards).toContainText('Not confirmed for staff');
  yield { name: 'profile-authenticators-unconfirmed', page };
  await roles.cards.getByRole('link', { name: /^Confirm/ }).click();
  await expect(roles.confirm).toBeEnabled();
  yield { name: 'confirm-authenticator', page };
  await roles.confirm.click();
  await expect(roles.errors.box).toBeVisible();
  yield { name: 'confirm-authenticator-error', page };

  await page.goto('/roles');
  await expect(roles.rows.filter({ hasText: 'Lucy Ng' })).toBeVisible();
  yield { name: 'roles', page };
  await page.goto('/roles?role=&organisation=XXX');
  await expect(page.getByText('No roles found.')).toBeVisible();
  yield { name: 'roles-none', page };

  const organisations = new OrganisationsPages(page);
  await page.goto('/organisations');
  await expect(organisations.row('FK772')).toBeVisible();
  yield { name: 'organisations', page };
  await organisations.addOne.click();
  await expect(organisations.add).toBeEnabled();
  yield { name: 'add-organisation', page };
  await organisations.add.click();
  await expect(organisations.errors.box).toBeVisible();
  yield { name: 'add-organisation-errors', page };
  await page.goto('/organisations/FK772');
  await expect(organisations.save).toBeEnabled();
  yield { name: 'change-organisation', page };
  await organisations.save.click();
  await expect(organisations.errors.box).toBeVisible();
  yield { name: 'change-organisation-error', page };
  await page.goto('/organisations/FK772/close');
  await expect(organisations.close).toBeEnabled();
  yield { name: 'close-organisation', page };
  const code = `T${String(Date.now()).slice(-7)}`;
  await organisations.addBelow('RX1', code, `Tour Clinic ${code}`);
  await page.goto(`/organisations/${code}/close`);
  await organisations.why.fill('Merged');
  await organisations.close.click();
  await expect(organisations.row(code)).toContainText('Closed');
  yield { name: 'organisations-closed', page };
  await page.goto(`/organisations/${code}/close`);
  await expect(organisations.reopen).toBeEnabled();
  yield { name: 'reopen-organisation', page };

  await agent.page.goto('/roles');
  await expect(agent.page.getByRole('alert')).toBeVisible();
  yield { name: 'roles-refused', page: agent.page };
  await agent.page.goto(`/users/${SPONSOR}/roles`);
  await expect(new RolesPages(agent.page).cards).toHaveCount(1);
  yield { name: 'profile-roles-of-staff', page: agent.page };
}
