// The pages of the agents' application.
import { expect } from '../fixtures';
import { KINDS } from '../kinds';
import { AgentApp } from '../pages/agent-app';
import { DetailsForm } from '../pages/details-form';
import { RegistrationPage } from '../pages/registration-page';
import { withoutWebAuthn } from '../spy';
import { LOCAL_SMARTCARD_ADMINISTRATOR, RA_AGENT, RA_MANAGER } from '../staff';
import { LONG_NAME, RIGHT_TO_LEFT, type Stage, type Stop } from './stage';

export async function* signingIn({ visitor }: Stage): AsyncGenerator<Stop> {
  const { page, authenticator } = await visitor();
  const { signInPage } = new AgentApp(page);
  await signInPage.open();
  await expect(signInPage.button).toBeEnabled();
  yield { name: 'sign-in', page };
  await authenticator.setUserVerified(false);
  await signInPage.signIn();
  await expect(page.getByText('You were not signed in')).toBeVisible();
  await expect(signInPage.button).toBeEnabled();
  yield { name: 'sign-in-cancelled', page };

  const old = await visitor();
  await withoutWebAuthn(old.page);
  await old.page.goto('/sign-in');
  await expect(old.page.getByText('You cannot sign in with this browser.')).toBeVisible();
  yield { name: 'sign-in-without-webauthn', page: old.page };
}

export async function* atHome({ visitor, people, linkFor }: Stage): AsyncGenerator<Stop> {
  const newcomer = new AgentApp((await visitor({ as: LOCAL_SMARTCARD_ADMINISTRATOR })).page);
  await newcomer.home.open();
  yield { name: 'home-of-a-role-that-only-views', page: newcomer.page };
  const { page } = await visitor({ as: RA_MANAGER });
  const { home, profile } = new AgentApp(page);
  await home.open();
  await home.button.click();
  await expect(home.errors.box).toBeVisible();
  yield { name: 'home-error', page };
  for (const id of [people.next().id, LONG_NAME, RIGHT_TO_LEFT]) {
    await profile.open(id);
    await expect(profile.heading).toBeVisible();
  }
  const [waiting, opened] = [people.next(), people.next()];
  await linkFor(waiting);
  await new RegistrationPage((await visitor()).page).open(await linkFor(opened));
  await home.open();
  await expect(home.link(opened.name)).toContainText('The link has been opened');
  yield { name: 'home', page };
}

export async function* searching({ visitor }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const { search, heading } = new AgentApp(page);
  await search.open();
  await expect(search.button).toBeEnabled();
  yield { name: 'search', page };
  await search.search({ firstName: 'Sarah', lastName: 'Jones' });
  await expect(search.rows).toHaveCount(2);
  yield { name: 'search-results', page };
  await search.find('sarah jones');
  await expect(search.rows).toHaveCount(2);
  yield { name: 'search-results-of-one-field', page };
  await search.search({ lastName: 'Fernández de la Cruz' });
  await expect(search.rows).toHaveCount(1);
  yield { name: 'search-results-long-name', page };
  await search.search({ lastName: 'Zzz' });
  await expect(search.found).toHaveText('No users found');
  yield { name: 'search-nothing-found', page };
  await search.search({ id: '12', email: 'nobody', born: ['31', '2', '1980'] });
  await expect(search.errors.box).toBeVisible();
  yield { name: 'search-errors', page };
  await page.goto('/nowhere');
  await expect(heading).toHaveText('Page not found');
  yield { name: 'page-not-found', page };
}

export async function* profiles({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const { profile, remove, problem } = new AgentApp(page);
  const user = people.next();
  await profile.open(user.id);
  await expect(profile.fact('Email address')).toHaveText(user.email);
  yield { name: 'profile-details', page };
  await profile.open(user.id, 'authenticators');
  await expect(profile.issue).toBeVisible();
  yield { name: 'profile-authenticators-none', page };

  const phone = await visitor();
  await new RegistrationPage(phone.page).register(await linkFor(user));
  await phone.authenticator.remove(await phone.authenticator.credential());
  await new RegistrationPage(phone.page).register(await linkFor(user));
  await profile.open(user.id, 'authenticators');
  await expect(profile.cards).toHaveCount(2);
  yield { name: 'profile-authenticators', page };

  await profile.remove(profile.cards.last()).click();
  await expect(remove.button).toBeEnabled();
  yield { name: 'remove', page };
  await remove.button.click();
  await expect(remove.errors.box).toBeVisible();
  yield { name: 'remove-error', page };
  await remove.fill();
  await remove.button.click();
  await expect(profile.success).toBeVisible();
  await profile.removed.click();
  await expect(profile.cards).toHaveCount(2);
  yield { name: 'profile-authenticators-removed', page };
  await profile.remove(profile.cards.first()).click();
  await expect(remove.lastOne).toBeVisible();
  yield { name: 'remove-the-last-one', page };
  const colleague = people.next();
  await new RegistrationPage((await visitor()).page).register(await linkFor(colleague));
  database.makeSponsor(colleague);
  await profile.open(colleague.id, 'authenticators');
  await profile.remove(profile.cards).click();
  await expect(page.getByText('Registration links that they generated and that are still open will be cancelled.')).toBeVisible();
  yield { name: 'remove-the-last-one-of-staff', page };

  await profile.open(user.id, 'history');
  await expect(page.getByText('Registration link generated').first()).toBeVisible();
  yield { name: 'profile-history', page };
  // Make so many entries that there are three pages of them.
  for (let number = 0; number < 100; number++) await linkFor(user);
  await profile.open(user.id, 'history');
  await profile.older.click();
  await expect(profile.newer).toBeVisible();
  await expect(profile.older).toBeVisible();
  yield { name: 'profile-history-second-page', page };
  await profile.open(user.id, 'history', '?before=1');
  await expect(page.getByText('There are no older entries.')).toBeVisible();
  yield { name: 'profile-history-no-older', page };

  for (const [name, id] of [
    ['profile-long-name', LONG_NAME],
    ['profile-right-to-left', RIGHT_TO_LEFT],
  ] as const) {
    await profile.open(id);
    await expect(profile.heading).toContainText(database.person(id).name);
    yield { name, page };
  }
  await profile.open('999999999999');
  await expect(problem).toBeVisible();
  yield { name: 'profile-not-found', page };
}

export async function* creatingAndChanging({ visitor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const form = new DetailsForm(page);
  const alike = people.next();
  await form.open();
  yield { name: 'create-user', page };
  await form.create.click();
  await expect(form.errors.box).toBeVisible();
  yield { name: 'create-user-errors', page };
  await form.fill({
    firstName: alike.lastName,
    lastName: alike.firstName,
    born: database.born(alike),
    email: `tour.${alike.id}@riverside.example`,
    organisation: 'Riverside Hospitals NHS Trust (RX1)',
  });
  await form.create.click();
  await expect(form.someoneElse).toBeVisible();
  yield { name: 'create-user-likely-duplicates', page };

  const user = people.next();
  await form.openFor(user.id);
  yield { name: 'change-details', page };
  await form.change.click();
  await expect(form.errors.box).toBeVisible();
  yield { name: 'change-details-errors', page };
  const other = new DetailsForm((await visitor({ as: RA_MANAGER })).page);
  await other.openFor(user.id);
  await other.fill({ firstName: 'Xanthippe' });
  await other.reason.fill('A test');
  await other.change.click();
  await expect(new AgentApp(other.page).profile.success).toBeVisible();
  yield { name: 'details-changed', page: other.page };
  await form.fill({ lastName: 'Vandersloot' });
  await form.reason.fill('A test');
  await form.change.click();
  await expect(page.getByText('The details are now')).toBeVisible();
  yield { name: 'change-details-meanwhile', page };
  database.rename(user, user.firstName, user.lastName);
}

export async function* issuing({ visitor, people, linkFor }: Stage): AsyncGenerator<Stop> {
  const { page, context } = await visitor({ as: RA_MANAGER });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { issue } = new AgentApp(page);
  const user = people.next();
  await page.goto(`/users/${user.id}/authenticators/issue`);
  await expect(issue.continue).toBeEnabled();
  yield { name: 'issue', page };
  await issue.continue.click();
  await expect(issue.errors.box).toBeVisible();
  yield { name: 'issue-error', page };
  for (const kind of KINDS) {
    await issue.open(user.id, kind);
    await expect(issue.generate).toBeEnabled();
    await issue.unfold();
    for (const details of ['What the user will see', 'If something goes wrong']) await page.getByText(details).click();
    yield { name: `instructions-${kind.slug}`, page };
  }
  await issue.generate.click();
  await expect(issue.errors.box).toBeVisible();
  yield { name: 'instructions-error', page };
  const known = people.next();
  await new RegistrationPage((await visitor()).page).register(await linkFor(known));
  await issue.open(known.id);
  await expect(issue.generate).toBeEnabled();
  await issue.why.getByRole('radio', { name: 'Replaces a stolen one' }).check();
  await expect(issue.removeFirst).toBeVisible();
  yield { name: 'instructions-stolen', page };
  await issue.open(user.id);
  await issue.generateLink();
  yield { name: 'link', page };
  await issue.copy.click();
  await expect(issue.copied).toHaveText('Link copied');
  yield { name: 'link-copied', page };
  await issue.open(people.next().id);
  await issue.generateLink({ faceToFace: true });
  await expect(page.getByText('This link has no match code, so it cannot be emailed.')).toBeVisible();
  await expect(issue.email).toHaveCount(0);
  yield { name: 'link-without-match-code', page };

  const helper = new AgentApp((await visitor({ as: RA_AGENT })).page);
  await helper.issue.open(user.id);
  await expect(helper.problem).toBeVisible();
  yield { name: 'issue-refused', page: helper.page };
}
