// Each kind of authenticator: its steps, its success and its test, and what the page says on each device.
import { PHONE_NEARBY, USB_KEY } from '../authenticator';
import { ANDROID, IPAD, IPHONE, MAC, WINDOWS } from '../devices';
import { expect } from '../fixtures';
import { KINDS, type Kind, SECURITY_KEY, WINDOWS_HELLO } from '../kinds';
import { AgentApp } from '../pages/agent-app';
import { RegistrationPage } from '../pages/registration-page';
import { TestPanel } from '../pages/test-panel';
import { withoutCopying, withoutWebAuthn } from '../spy';
import { RA_MANAGER } from '../staff';
import type { Stage, Stop, Walk } from './stage';

/** The user agent of a Windows computer. The screen keeps the width of the walk's device. */
const ON_WINDOWS = { userAgent: WINDOWS.context.userAgent };

export async function* kindByKind({ visitor, linkFor, people }: Stage): AsyncGenerator<Stop> {
  const user = people.next();
  for (const kind of KINDS) {
    const { page } = await visitor({ authenticator: kind.authenticator, context: { userAgent: kind.device.context.userAgent } });
    const registration = new RegistrationPage(page, kind);
    await registration.open(await linkFor(user, kind));
    await expect(registration.continue).toBeEnabled();
    yield { name: `registration-${kind.slug}`, page };
    await registration.continue.click();
    await registration.says(kind.ready);
    yield { name: `registration-${kind.slug}-ready`, page };
    await registration.finish();
    await expect(registration.test.button).toBeEnabled();
    yield { name: `registration-${kind.slug}-successful`, page };
    await registration.test.passes();
    yield { name: `registration-${kind.slug}-tested`, page };
  }
  const { page } = await visitor({ as: RA_MANAGER });
  const { profile } = new AgentApp(page);
  await profile.open(user.id, 'authenticators');
  await expect(profile.cards).toHaveCount(KINDS.length);
  yield { name: 'profile-three-kinds', page };
  await profile.open(user.id, 'history');
  await expect(page.getByText('Authenticator tested').first()).toBeVisible();
  yield { name: 'profile-history-three-kinds', page };
}

/** What the page says about a kind on each device. */
export function deviceByDevice(kind: Kind): Walk {
  return async function* ({ visitor, linkFor, people }) {
    const link = await linkFor(people.next(), kind);
    for (const device of [IPHONE, IPAD, ANDROID, WINDOWS, MAC]) {
      // Take only the user agent from the device. The screen keeps the width of the walk's device.
      const { page } = await visitor({ context: { userAgent: device.context.userAgent }, touchPoints: device.touchPoints });
      const registration = new RegistrationPage(page, kind);
      await registration.open(link);
      await expect(registration.main).toContainText(/What happens next|Your link still works|Open it/);
      yield { name: `registration-${kind.slug}-on-${device.name.replaceAll(' ', '-')}`, page };
    }
  };
}

export async function* troubles({ visitor, linkFor, people }: Stage): AsyncGenerator<Stop> {
  const user = people.next();
  const windows = await visitor({ authenticator: WINDOWS_HELLO.authenticator, context: ON_WINDOWS });
  await new RegistrationPage(windows.page, WINDOWS_HELLO).register(await linkFor(user, WINDOWS_HELLO));
  const computer = new RegistrationPage(windows.page);
  await computer.open(await linkFor(user));
  await expect(computer.continueHere).toBeVisible();
  await computer.continueHere.click();
  await computer.create.click();
  await computer.says('This computer is already registered');
  yield { name: 'registration-computer-already-registered', page: windows.page };

  const phone = await visitor({ context: { userAgent: IPHONE.context.userAgent } });
  const onPhone = new RegistrationPage(phone.page, WINDOWS_HELLO);
  await onPhone.open(await linkFor(user, WINDOWS_HELLO));
  await onPhone.says('Open your link on a Windows computer');
  await onPhone.copiedLink();
  yield { name: 'registration-wrong-device-copied', page: phone.page };

  const inApp = await visitor({ context: { userAgent: `${ANDROID.context.userAgent} [LinkedInApp]` } });
  await withoutCopying(inApp.page);
  const app = new RegistrationPage(inApp.page);
  await app.open(await linkFor(user));
  await app.copyLink.click();
  await expect(inApp.page.getByRole('status')).toContainText('The link could not be copied.');
  yield { name: 'registration-in-app', page: inApp.page };

  const key = await visitor({ authenticator: PHONE_NEARBY });
  const keyPage = new RegistrationPage(key.page, SECURITY_KEY);
  await keyPage.join(await linkFor(user, SECURITY_KEY));
  await keyPage.create.click();
  await keyPage.says(SECURITY_KEY.refused);
  yield { name: 'registration-refused', page: key.page };

  const bare = await visitor({ authenticator: USB_KEY, context: { userAgent: ANDROID.context.userAgent } });
  const locked = new RegistrationPage(bare.page);
  await locked.open(await linkFor(user));
  await locked.says('This device cannot save a passkey yet');
  yield { name: 'registration-no-screen-lock', page: bare.page };
  const old = await visitor();
  await withoutWebAuthn(old.page);
  const elsewhere = new RegistrationPage(old.page, SECURITY_KEY);
  await elsewhere.open(await linkFor(user, SECURITY_KEY));
  await elsewhere.says('You need a different browser');
  yield { name: 'registration-without-webauthn', page: old.page };

  const { page, authenticator } = await visitor();
  const panel = new TestPanel(page);
  await panel.open();
  await expect(panel.button).toBeEnabled();
  yield { name: 'test', page };
  await authenticator.setUserVerified(false);
  await panel.press();
  await expect(page.getByText('The test did not finish')).toBeVisible();
  yield { name: 'test-failed', page };
}
