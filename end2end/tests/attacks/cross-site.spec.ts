// An agent who is signed in visits another site, and that site tries to use the agent's session.
import { type Server as WebServer, createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SERVER_FUNCTIONS, call } from '../../support/api';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';

const CHANGES = ['generate_link', 'remove_authenticator', 'sign_out', 'finish_sign_in', 'finish_registration'];

test.describe('requests with the headers that a browser sends', () => {
  for (const [what, headers, status] of [
    ['from another origin', { origin: 'https://evil.example' }, 403],
    ['from the origin of a sandboxed frame', { origin: 'null' }, 403],
    ['from our host on another port', { origin: 'http://localhost:1' }, 403],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from another site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, 403],
    ['from another host of our site', { 'sec-fetch-site': 'same-site' }, 403],
    ['with a body of plain text', { 'content-type': 'text/plain' }, 415],
    ['with a body of a file form', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ] as const) {
    test(`a request ${what} gets ${status} and changes nothing`, async ({ agent, server, user, database }) => {
      const { request } = agent.page.context();
      for (const name of CHANGES) {
        const input = { ...SERVER_FUNCTIONS[name], unique_user_id: user.id };
        const data = Buffer.from(JSON.stringify(input));
        const answer = await request.post(`${server.origin}/api/${name}`, {
          data,
          headers: { 'content-type': 'application/json', ...headers },
        });
        expect(answer.status(), name).toBe(status);
      }
      expect(database.linkStates(user)).toEqual([]);
      expect(await (await call(request, server.origin, 'who_am_i', {})).json()).toMatchObject({ name: 'Amina Okafor' });
    });
  }
});

test.describe('requests from a page of another site', () => {
  let evil: WebServer;
  let page: string;
  let address: string;

  test.beforeEach(async () => {
    evil = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
    evil.listen(0, '127.0.0.1');
    await once(evil, 'listening');
    // Browsers treat 127.0.0.1 and localhost as two different sites.
    address = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/`;
  });
  test.afterEach(() => evil.close());

  for (const encoding of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    test(`a form of type ${encoding} that submits itself does not sign anybody out`, async ({ agent, server }) => {
      page = `<form method="post" enctype="${encoding}" action="${server.origin}/api/sign_out"></form>
              <script>document.forms[0].submit()</script>`;
      const answered = agent.page.waitForResponse('**/api/sign_out');
      await agent.page.goto(address, { waitUntil: 'commit' });
      expect([403, 415]).toContain((await answered).status());
      const another = new AgentApp(await agent.page.context().newPage());
      await another.search.open();
      await expect(another.account).toContainText('Amina Okafor');
    });
  }

  test('a script can neither change anything nor read a response', async ({ agent, server, user, watch, database }) => {
    watch.expect(/CORS policy|ERR_FAILED|ERR_BLOCKED/);
    page = '<!doctype html><title>evil</title>';
    await agent.page.goto(address);
    const outcome = await agent.page.evaluate(
      async ([url, input]) => {
        const sent: RequestInit = { method: 'POST', credentials: 'include', body: JSON.stringify(input) };
        const plain = await fetch(url, { ...sent, mode: 'no-cors' }).then((answer) => answer.type, () => 'failed');
        const json = await fetch(url, { ...sent, headers: { 'content-type': 'application/json' } }).then(
          (answer) => answer.type,
          () => 'failed',
        );
        return { plain, json };
      },
      [`${server.origin}/api/generate_link`, { ...SERVER_FUNCTIONS['generate_link'], unique_user_id: user.id }] as const,
    );
    expect(['opaque', 'failed']).toContain(outcome.plain);
    expect(outcome.json).toBe('failed');
    expect(database.linkStates(user)).toEqual([]);
  });

  test('no page can be put into a frame', async ({ agent, server, watch }) => {
    watch.expect(/frame|ERR_BLOCKED_BY_RESPONSE/i);
    page = `<!doctype html><title>evil</title><iframe src="${server.origin}/register"></iframe><iframe src="${server.origin}/sign-in"></iframe>`;
    await agent.page.goto(address);
    for (const frame of agent.page.frames().slice(1)) {
      expect(await frame.evaluate(() => document.body.innerText)).not.toMatch(/Sign in|Register/);
    }
  });

  test('the browser does not send the session cookie with a link from another site', async ({ agent, server }) => {
    page = `<!doctype html><title>mail</title><a href="${server.origin}/">Care Identity Management</a>`;
    await agent.page.goto(address);
    const request = agent.page.waitForRequest(`${server.origin}/`);
    await agent.page.getByRole('link').click();
    expect(await (await request).headerValue('cookie')).toBeNull();
  });
});
