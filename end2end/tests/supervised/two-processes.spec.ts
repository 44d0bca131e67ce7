// Two server processes share a PostgreSQL database behind a reverse proxy: the agent is on one, the user on the other, and
// one of them dies in the middle.
import { execFileSync } from 'node:child_process';
import { type Browser, expect, test } from '@playwright/test';
import { Authenticator } from '../../support/authenticator';
import { ANDROID } from '../../support/devices';
import { AgentApp } from '../../support/pages/agent-app';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';
import { PROCESS, Proxy } from '../../support/proxy';
import { Server } from '../../support/server';

const CLUSTER = process.env['TEST_DATABASE_URL'];
const USER = '555200000021';

/** An empty database of its own. */
function database(cluster: string): string {
  const name = `end2end_${process.pid}_${Date.now()}`;
  execFileSync('psql', [cluster, '--quiet', '--command', `CREATE DATABASE ${name}`]);
  return Object.assign(new URL(cluster), { pathname: `/${name}` }).toString();
}

async function open(browser: Browser, proxy: Proxy, on: number, device = {}) {
  const context = await browser.newContext({ baseURL: proxy.origin, extraHTTPHeaders: { [PROCESS]: String(on) }, ...device });
  const page = await context.newPage();
  return { page, authenticator: await Authenticator.attach(page) };
}

test('live events cross processes, and the journey goes on when one of them dies', async ({ browser }) => {
  test.skip(CLUSTER === undefined, 'TEST_DATABASE_URL names the PostgreSQL cluster; cargo xtask test sets it');
  const proxy = await Proxy.open();
  const settings = { CIM_ORIGIN: proxy.origin, CIM_DATABASE_URL: database(CLUSTER ?? ''), CIM_MATCH_CODE: 'video-only' };
  const first = await Server.start(settings);
  const second = await Server.start(settings);
  proxy.targets.push(first.address, second.address);
  try {
    const agent = new AgentApp((await open(browser, proxy, 0)).page);
    await new RegistrationPage(agent.page).register(second.invitation ?? '');
    await agent.signInPage.open();
    await agent.signInPage.signIn();
    await expect(agent.heading).toHaveText('Find an existing user');

    const panel = new LinkPanel(agent.page);
    await agent.issue.open(USER);
    const link = await agent.issue.generateLink();
    const user = new RegistrationPage((await open(browser, proxy, 1, ANDROID.context)).page);
    await user.open(link);
    await user.continue.click();
    // What happens on the second process appears on the page of the first, and the other way round.
    await panel.says('The user has opened the link');
    const code = await user.page.locator('.app-match-code [aria-hidden]').innerText();
    await panel.type(code);
    await user.says('Create your passkey');

    await first.kill();
    await expect(agent.page.getByText('The connection was lost.')).toBeVisible();
    await expect(agent.page.getByText('The connection was lost.')).toHaveCount(0, { timeout: 30_000 });
    await user.finish();
    await panel.says('Registered');
    await user.test.press();
    await expect(agent.page.getByText(/^Tested /)).toBeVisible();
    expect(second.faults()).toEqual([]);
  } finally {
    await proxy.close();
    await first.dispose();
    await second.dispose();
  }
});
