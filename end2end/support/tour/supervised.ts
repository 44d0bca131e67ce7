// The agent's panel of a link, and what the user sees at the same time.
import { installClock } from '../clock';
import { joinTimes } from '../api';
import { IPHONE } from '../devices';
import { expect } from '../fixtures';
import { AgentApp } from '../pages/agent-app';
import { LinkPanel } from '../pages/link-panel';
import { RegistrationPage } from '../pages/registration-page';
import { RA_AGENT_ADVANCED, RA_MANAGER } from '../staff';
import type { Stage, Stop } from './stage';

/** The user agent of an iPhone. The screen keeps the width of the walk's device. */
const ON_IPHONE = { userAgent: IPHONE.context.userAgent };

export async function* supervising({ visitor, people }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const { issue, profile, remove } = new AgentApp(page);
  const panel = new LinkPanel(page);
  const user = people.next();
  await issue.open(user.id);
  await issue.faceToFace.check();
  yield { name: 'instructions-face-to-face', page };
  await issue.video.check();
  yield { name: 'instructions-video', page };
  const link = await issue.generateLink();
  await panel.says('waiting');
  await expect(issue.email).toBeVisible();
  yield { name: 'panel-waiting', page };
  await page.getByText('Show QR code').click();
  await expect(issue.qrCode).toBeVisible();
  yield { name: 'panel-qr-code', page };
  await issue.email.click();
  await expect(issue.emailed).toContainText('Link emailed to');
  yield { name: 'panel-email-sent', page };
  await page.getByText('Show QR code').click();

  const phone = await visitor();
  const registration = new RegistrationPage(phone.page);
  await installClock(phone.page);
  await registration.open(link);
  await panel.says('opened');
  yield { name: 'panel-opened', page };
  const code = await registration.askForCode(link);
  yield { name: 'registration-match-code', page: phone.page };
  await registration.waitLong();
  await registration.typedIt.click();
  await expect(phone.page.getByText('Read it out again.')).toBeVisible();
  yield { name: 'registration-match-code-not-yet', page: phone.page };
  const other = new RegistrationPage((await visitor({ context: ON_IPHONE })).page);
  await other.askForCode(link);
  await expect(panel.attempts).toHaveCount(2);
  yield { name: 'panel-code-wanted', page };
  await panel.type('12');
  await expect(panel.error).toBeVisible();
  yield { name: 'panel-code-error', page };
  await panel.type(code);
  await registration.says('Create your passkey');
  await expect(panel.main).toContainText('Ready');
  yield { name: 'panel-let-in', page };
  await phone.authenticator.setUserVerified(false);
  await registration.create.click();
  await expect(panel.main).toContainText('Failed');
  yield { name: 'panel-failed', page };
  await phone.authenticator.setUserVerified(true);
  await registration.finishAgain();
  await expect(panel.notTested).toBeVisible();
  yield { name: 'panel-registered', page };
  await other.says('This link has already been used');
  yield { name: 'registration-used-while-waiting', page: other.page };
  await registration.test.passes();
  await expect(panel.tested).toBeVisible();
  yield { name: 'panel-tested', page };
  const address = page.url();
  await panel.viewProfile.click();
  await profile.remove(profile.cards).click();
  await remove.fill();
  await remove.button.click();
  await expect(profile.success).toBeVisible();
  await page.goto(address);
  await expect(panel.main).toContainText('This authenticator has been removed.');
  yield { name: 'panel-removed', page };
}

export async function* endsOfALink({ visitor, linkFor, people, database }: Stage): AsyncGenerator<Stop> {
  const { page } = await visitor({ as: RA_MANAGER });
  const agent = new AgentApp(page);
  const panel = new LinkPanel(page);
  const phone = await visitor();
  const registration = new RegistrationPage(phone.page);

  const cancelled = people.next();
  await registration.join(await linkFor(cancelled));
  await agent.profile.open(cancelled.id, 'authenticators');
  await expect(agent.profile.openLink).toBeVisible();
  yield { name: 'profile-open-link', page };
  await agent.openLink(cancelled.id);
  await panel.cancelLink();
  await panel.says('cancelled');
  yield { name: 'panel-cancelled', page };
  await registration.says('This link was cancelled');
  yield { name: 'registration-cancelled-by-the-agent', page: phone.page };

  const replaced = people.next();
  await linkFor(replaced);
  await agent.openLink(replaced.id);
  await linkFor(replaced);
  await panel.says('replaced');
  yield { name: 'panel-replaced', page };

  const expired = people.next();
  await linkFor(expired);
  await agent.openLink(expired.id);
  database.expireLink(expired);
  await page.reload();
  await panel.says('expired');
  yield { name: 'panel-expired', page };

  const late = people.next();
  await registration.join(await linkFor(late));
  await agent.openLink(late.id);
  database.expireLink(late);
  await page.reload();
  await panel.says('mayFinish');
  yield { name: 'panel-may-be-finished', page };
  await agent.profile.open(late.id, 'authenticators');
  await expect(page.getByText('but the user started in time and can still finish')).toBeVisible();
  yield { name: 'profile-link-may-be-finished', page };

  const locked = people.next();
  const link = await linkFor(locked);
  await agent.openLink(locked.id);
  await joinTimes(31, link);
  await panel.says('locked');
  yield { name: 'panel-locked', page };
  await registration.open(link);
  await registration.says('This link is locked');
  yield { name: 'registration-locked', page: phone.page };

  const promoted = people.next();
  const { page: issuer } = await visitor({ as: RA_AGENT_ADVANCED });
  const { issue } = new AgentApp(issuer);
  await issue.open(promoted.id);
  await registration.open(await issue.generateLink({ faceToFace: true }));
  // Close the issuer's panel: the server would refuse its live events, and the browser would report that.
  await issuer.close();
  await agent.openLink(promoted.id);
  database.makeSponsor(promoted);
  await registration.continue.click();
  await registration.says('This link no longer works');
  yield { name: 'registration-agent-may-not-issue', page: phone.page };
  await panel.says('cancelled');
  yield { name: 'panel-agent-may-not-issue', page };

  const lost = people.next();
  await linkFor(lost);
  // Every stream of live events ends at once.
  await page.route('**/live/**', (route) => route.fulfill({ contentType: 'text/event-stream', body: '' }));
  await agent.openLink(lost.id);
  await expect(panel.lost).toBeVisible();
  yield { name: 'panel-connection-lost', page };

  const advanced = new AgentApp((await visitor({ as: RA_AGENT_ADVANCED })).page);
  await advanced.page.goto(page.url());
  await expect(advanced.problem).toBeVisible();
  yield { name: 'panel-of-another-agent', page: advanced.page };
}
