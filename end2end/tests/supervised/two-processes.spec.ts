// Two server processes share a PostgreSQL database behind a reverse proxy. The agent uses one process and the user the other
// one, and one of the processes dies in the middle.
import { execFileSync } from 'node:child_process';
import { type Browser, expect, test } from '@playwright/test';
import { Authenticator } from '../../support/authenticator';
import { ANDROID } from '../../support/devices';
import { AgentApp } from '../../support/pages/agent-app';
import { HOME, HomePage } from '../../support/pages/home-page';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { PROCESS, Proxy } from '../../support/proxy';
import { Server } from '../../support/server';
import { holdDialogue } from '../../support/spy';
import { Watch } from '../../support/watch';

const USER = '555200000021';

/** Creates an empty database in the cluster that `cargo xtask test` starts, and returns its address. */
function database(): string {
  const cluster = process.env['TEST_DATABASE_URL'];
  if (cluster === undefined) throw new Error('TEST_DATABASE_URL names no PostgreSQL cluster; cargo xtask test sets it');
  const name = `end2end_${process.pid}_${Date.now()}`;
  execFileSync('psql', [cluster, '--quiet', '--command', `CREATE DATABASE ${name}`]);
  return Object.assign(new URL(cluster), { pathname: `/${name}` }).toString();
}

async function open(browser: Browser, watch: Watch, proxy: Proxy, on: number, device = {}) {
  const context = await browser.newContext({ baseURL: proxy.origin, extraHTTPHeaders: { [PROCESS]: String(on) }, ...device });
  watch.over(context);
  const page = await context.newPage();
  return { context, page, authenticator: await Authenticator.attach(page) };
}

for (const dies of ['the agent’s', 'the user’s']) {
  test(`live events reach both processes, and the journey goes on when ${dies} process dies`, async ({ browser }) => {
    test.slow();
    const watch = new Watch();
    watch.expectAway();
    const proxy = await Proxy.open();
    const settings = { CIM_ORIGIN: proxy.origin, CIM_DATABASE_URL: database(), CIM_MATCH_CODE: 'video-only' };
    const first = await Server.start(settings);
    const second = await Server.start(settings);
    proxy.targets.push(first.address, second.address);
    try {
      const office = await open(browser, watch, proxy, 0);
      const agent = new AgentApp(office.page);
      await new RegistrationPage(agent.page).register(second.invitation ?? '');
      await agent.signInPage.open();
      await agent.signInPage.signIn();
      await expect(agent.heading).toHaveText(HOME);

      // The agent looks at the home page too, on the second process.
      const away = await open(browser, watch, proxy, 1, { storageState: await office.context.storageState() });
      const home = new HomePage(away.page);
      await home.open();
      await expect(home.noLinks).toBeVisible();

      const panel = new LinkPanel(agent.page);
      await agent.issue.open(USER);
      const link = await agent.issue.generateLink();
      await expect(home.links).toContainText('Waiting for the user to open the link');
      const phone = await open(browser, watch, proxy, 1, ANDROID.context);
      const user = new RegistrationPage(phone.page);
      const release = await holdDialogue(phone.page);
      // What happens on the second process appears on a page of the first one, and the other way round. Without an event, a
      // server sends the state of a link 15 seconds after the last time. The test waits for only 10 seconds each time. So a
      // beat may bring one of these changes but not the next one as well. All of them come only if the processes tell each
      // other.
      const code = await user.askForCode(link);
      await panel.says('code');
      await expect(home.links).toContainText('Enter the match code');
      await panel.type(code);
      await user.says('Create your passkey');
      await expect(home.links).toContainText('Ask the user to select Create passkey');
      await away.context.close();
      await phone.authenticator.setUserVerified(false);
      await user.create.click();
      await expect(panel.attempts).toContainText('Waiting for the user');
      await release();
      await user.says('No passkey was created');
      await expect(panel.attempts).toContainText('Failed');
      await phone.authenticator.setUserVerified(true);
      await user.tryAgain.click();
      await user.says('Create your passkey');

      if (dies === 'the agent’s') {
        await first.kill();
        await expect(panel.lost).toBeVisible();
        await expect(panel.lost).toHaveCount(0, { timeout: 30_000 });
      } else {
        await second.kill();
      }
      await user.finish();
      await panel.says('registered');
      await user.test.press();
      await expect(panel.tested).toBeVisible();
      await Promise.all([office.context.close(), phone.context.close()]);
      expect([...first.errors(), ...second.errors()]).toEqual([]);
      watch.check();
    } finally {
      await proxy.close();
      await first.dispose();
      await second.dispose();
    }
  });
}
