// Extensions of the browser put attributes and elements into the page: Grammarly, Dark Reader, LastPass.
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { type Moment, extended } from '../../support/translator';

const MOMENTS: Moment[] = ['before the application starts', 'while it runs'];

for (const moment of MOMENTS) {
  test(`an extension changes the pages ${moment}, and agent and user can do all the same`, async ({ agent, phone, user, watch }) => {
    // The policy of the page refuses the styles of extensions.
    watch.expect(/Content Security Policy/);
    for (const page of [agent.page, phone.page]) await extended(page, moment);
    const panel = new LinkPanel(agent.page);
    await agent.search.open();
    await agent.search.search({ lastName: user.lastName, firstName: user.firstName });
    await agent.search.viewProfile(user.id);
    await agent.profile.openTab('Authenticators');
    await expect(agent.page.getByRole('heading', { level: 2, name: 'Authenticators' })).toBeVisible();
    await agent.issue.open(user.id);
    const link = await agent.issue.generateLink({ faceToFace: true });
    await panel.says('waiting');
    await phone.registration.register(link);
    await panel.says('registered');
    await phone.registration.test.passes();
    await expect(panel.tested).toBeVisible();
    await agent.page.reload();
    await panel.says('registered');
  });
}
