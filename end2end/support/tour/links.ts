// The user's page of a registration link: from opening the link to the registered passkey, and the ways in which a link ends.
import { loseCookies } from '../cookies';
import { expect } from '../fixtures';
import { AgentApp } from '../pages/agent-app';
import { RegistrationPage } from '../pages/registration-page';
import { LONG_NAME, RIGHT_TO_LEFT, type Stage, type Stop } from './stage';

export async function* registering({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page, authenticator } = await visitor();
  const registration = new RegistrationPage(page);
  const user = people.next();
  const link = await linkFor(user);
  await registration.open(link);
  await expect(registration.continue).toBeEnabled();
  yield { name: 'registration', page };
  await registration.join(link);
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
  await registration.join(await linkFor(user));
  await registration.create.click();
  await registration.says('This device is already registered');
  yield { name: 'registration-already-registered', page };
  await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
  yield { name: 'registration-already-registered-agent', page };
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

export async function* registrationProblems({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
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

  const forgetful = await visitor();
  await loseCookies(forgetful.context);
  const unsaved = new RegistrationPage(forgetful.page);
  await unsaved.open(await linkFor(people.next()));
  await unsaved.continue.click();
  await unsaved.says('Your browser is not saving cookies');
  await expect(unsaved.tryAgain).toBeEnabled();
  yield { name: 'registration-no-cookies', page: forgetful.page };

  const slow = await visitor();
  await slow.page.route('**/*.wasm', () => {});
  await slow.page.goto('/register', { waitUntil: 'domcontentloaded' });
  await expect(slow.page.getByText('Checking your link')).toBeVisible();
  yield { name: 'registration-loading', page: slow.page };
}
