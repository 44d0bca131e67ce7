// A walk through every page of the product, in every state that a person can meet. Each part stops at a state and hands
// the page over; what is looked at there is the test's business.
import type { Page } from '@playwright/test';
import type { Database, Person } from './database';
import type { Visitor, VisitorOptions } from './fixtures';
import { PASSKEY } from './kinds';
import { AgentApp } from './pages/agent-app';
import { RegistrationPage } from './pages/registration-page';
import { expect } from './fixtures';
import { RA_AGENT, RA_MANAGER } from './staff';

/** What a walk needs. */
export interface Stage {
  /** Opens a browser on the device that the walk is for. */
  readonly visitor: (options?: VisitorOptions) => Promise<Visitor>;
  readonly linkFor: (person: Person) => Promise<string>;
  readonly people: { next: () => Person };
  readonly database: Database;
}

/** A page in one state. */
export interface Stop {
  readonly name: string;
  readonly page: Page;
}

type Walk = (stage: Stage) => AsyncGenerator<Stop>;

const LONG_NAME = '555200000011';
const RIGHT_TO_LEFT = '555200000010';

async function* signingIn({ visitor }: Stage): AsyncGenerator<Stop> {
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
  await old.page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await old.page.goto('/sign-in');
  await expect(old.page.getByText('This browser cannot sign you in.')).toBeVisible();
  yield { name: 'sign-in-without-webauthn', page: old.page };
}

async function* searching({ visitor }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const { search, heading } = new AgentApp(page);
  await search.open();
  await expect(search.button).toBeEnabled();
  yield { name: 'search', page };
  await search.search({ firstName: 'Sarah', lastName: 'Jones' });
  await expect(search.rows).toHaveCount(2);
  yield { name: 'search-results', page };
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

async function* profiles({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const { profile, remove, problem } = new AgentApp(page);
  const user = people.next();
  await profile.open(user.id);
  await expect(profile.fact('E-mail address')).toHaveText(user.email);
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
  await remove.box.check();
  await remove.button.click();
  await expect(profile.success).toBeVisible();
  await expect(profile.cards).toHaveCount(2);
  yield { name: 'profile-authenticators-removed', page };
  await profile.remove(profile.cards.first()).click();
  await expect(remove.lastOne).toBeVisible();
  yield { name: 'remove-the-last-one', page };

  await profile.open(user.id, 'history');
  await expect(page.getByText('Registration link generated').first()).toBeVisible();
  yield { name: 'profile-history', page };

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

async function* issuing({ visitor, people }: Stage): AsyncGenerator<Stop> {
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
  await issue.choose(PASSKEY);
  await page.getByText('What the user will see').click();
  yield { name: 'instructions', page };
  await issue.generate.click();
  await expect(issue.errors.box).toBeVisible();
  yield { name: 'instructions-error', page };
  await issue.generateLink();
  yield { name: 'link', page };
  await issue.copy.click();
  await expect(issue.copied).toHaveText('Copied');
  yield { name: 'link-copied', page };

  const helper = new AgentApp((await visitor({ as: RA_AGENT })).page);
  await helper.issue.open(user.id);
  await expect(helper.problem).toBeVisible();
  yield { name: 'issue-refused', page: helper.page };
}

async function* registering({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page, authenticator } = await visitor();
  const registration = new RegistrationPage(page);
  const user = people.next();
  const link = await linkFor(user);
  await registration.open(link);
  await expect(registration.continue).toBeEnabled();
  yield { name: 'registration', page };
  await registration.begin(link);
  yield { name: 'registration-ready', page };
  await authenticator.setUserVerified(false);
  await registration.create.click();
  await registration.says('No passkey was created');
  yield { name: 'registration-cancelled', page };
  await authenticator.setUserVerified(true);
  await registration.tryAgain.click();
  await registration.create.click();
  await registration.says('Registration successful');
  yield { name: 'registration-successful', page };
  await registration.begin(await linkFor(user));
  await registration.create.click();
  await registration.says('This device is already registered');
  yield { name: 'registration-already-registered', page };
  await registration.open(await linkFor(database.person(LONG_NAME)));
  await registration.says('Register your passkey');
  await expect(page.getByRole('main')).toContainText('Rodríguez-Villanueva');
  yield { name: 'registration-long-name', page };
  await registration.open(await linkFor(database.person(RIGHT_TO_LEFT)));
  await expect(page.getByRole('main')).toContainText('حداد');
  yield { name: 'registration-right-to-left', page };

  const own = new AgentApp(page);
  await own.signInPage.open();
  await own.signInPage.signIn();
  await expect(own.profile.tabs).toBeVisible();
  yield { name: 'own-profile', page };
}

async function* registrationProblems({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor();
  const registration = new RegistrationPage(page);
  const [expired, replaced, used] = [people.next(), people.next(), people.next()];
  const links = { expired: await linkFor(expired), replaced: await linkFor(replaced), used: await linkFor(used) };
  database.expireLink(expired);
  await linkFor(replaced);
  await registration.register(links.used);
  for (const [name, address, heading] of [
    ['registration-expired', links.expired, 'This link has expired'],
    ['registration-replaced', links.replaced, 'This link was replaced by a newer one'],
    ['registration-used', links.used, 'This link has already been used'],
    ['registration-not-valid', '/register#nonsense', 'This link is not valid'],
  ] as const) {
    await registration.open(address);
    await registration.says(heading);
    yield { name, page };
  }

  const other = await visitor();
  await other.page.goto('/register');
  await new RegistrationPage(other.page).says('This link is not complete');
  yield { name: 'registration-not-complete', page: other.page };
  await other.page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await other.page.goto('/sign-in');
  await other.page.goto(links.replaced);
  await new RegistrationPage(other.page).says('This browser cannot make a passkey');
  yield { name: 'registration-without-webauthn', page: other.page };

  const slow = await visitor();
  await slow.page.route('**/*.wasm', () => {});
  await slow.page.goto('/register', { waitUntil: 'domcontentloaded' });
  await expect(slow.page.getByText('Checking your link …')).toBeVisible();
  yield { name: 'registration-loading', page: slow.page };
}

/** The parts of the walk. */
export const TOUR: Readonly<Record<string, Walk>> = {
  'signing in': signingIn,
  searching,
  profiles,
  issuing,
  registering,
  'problems with a link': registrationProblems,
};
