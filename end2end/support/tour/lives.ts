// The pages that close profiles and suspend authenticators.
import { expect } from '../fixtures';
import { AgentApp } from '../pages/agent-app';
import { LinkPanel } from '../pages/link-panel';
import { RegistrationPage } from '../pages/registration-page';
import { RA_MANAGER, SECOND_RA_MANAGER } from '../staff';
import type { Stage, Stop } from './stage';

export async function* lives({ visitor, linkFor, people }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const { life, profile } = new AgentApp(page);
  const user = people.next();
  const phone = await visitor();
  await new RegistrationPage(phone.page).register(await linkFor(user));

  const own = new AgentApp(phone.page);
  await own.signInPage.open();
  await own.signInPage.signIn();
  await own.profile.openTab('Authenticators');
  yield { name: 'own-authenticators', page: phone.page };
  await own.life.toSuspend.click();
  await expect(own.life.suspend).toBeEnabled();
  yield { name: 'suspend-own', page: phone.page };
  await own.life.suspend.click();
  await expect(own.heading).toHaveText('Your authenticator is suspended');
  yield { name: 'suspended', page: phone.page };

  await profile.open(user.id, 'authenticators');
  await expect(life.toReinstate).toBeVisible();
  yield { name: 'profile-authenticators-suspended', page };
  await life.toReinstate.click();
  await expect(life.reinstate).toBeEnabled();
  yield { name: 'reinstate', page };
  await life.reinstate.click();
  await expect(life.errors.box).toBeVisible();
  yield { name: 'reinstate-error', page };
  await life.why.fill('Found');
  await life.reinstate.click();
  await expect(profile.success).toBeVisible();
  yield { name: 'profile-reinstated', page };
  await life.toSuspend.click();
  await expect(life.suspend).toBeEnabled();
  yield { name: 'suspend', page };

  await page.goto(`/users/${user.id}/close`);
  await expect(life.close).toBeEnabled();
  yield { name: 'close-profile', page };
  await life.reason('Duplicate of another profile').check();
  await life.close.click();
  await expect(life.errors.box).toBeVisible();
  yield { name: 'close-profile-error', page };
  await life.other.fill(people.next().id);
  await life.note.fill('Entered twice');
  await life.close.click();
  await expect(life.closed).toBeVisible();
  yield { name: 'profile-closed', page };
  await life.toReopen.click();
  await expect(life.reopen).toBeEnabled();
  yield { name: 'reopen-profile', page };
  await life.reopen.click();
  await expect(life.errors.box).toBeVisible();
  yield { name: 'reopen-profile-error', page };

  const watched = people.next();
  await linkFor(watched);
  const agent = new AgentApp(page);
  await agent.openLink(watched.id);
  const second = new AgentApp((await visitor({ as: SECOND_RA_MANAGER })).page);
  await second.life.closeProfile(watched.id);
  await expect(new LinkPanel(page).headline).toContainText('the user’s profile was closed');
  yield { name: 'panel-profile-closed', page };
}
