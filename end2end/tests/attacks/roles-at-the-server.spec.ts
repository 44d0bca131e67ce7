// The server itself enforces the permissions. It refuses direct calls for everything that the pages do not offer.
import type { APIRequestContext } from '@playwright/test';
import { CHECKED, SERVER_FUNCTIONS, call } from '../../support/api';
import type { Person } from '../../support/database';
import { expect, test } from '../../support/fixtures';
import { AgentApp } from '../../support/pages/agent-app';
import {
  ID_CHECKER,
  LOCAL_SMARTCARD_ADMINISTRATOR,
  RA_AGENT,
  RA_AGENT_ADVANCED,
  RA_MANAGER,
  SPONSOR,
} from '../../support/staff';

const AUTHENTICATOR = '00000000-0000-4000-8000-000000000000';
const YOURSELF = { refused: 'yourself' };
const STAFF_NEEDS_MANAGER = { refused: 'staff_needs_manager' };

const issue = (id: string) => ({ unique_user_id: id, kind: 'passkey', meeting: 'video', minutes: null, identity: CHECKED });
const removal = (id: string) => ({ unique_user_id: id, authenticator_id: AUTHENTICATOR, reason: 'lost', note: '', confirmed: true });

async function refused(request: APIRequestContext, origin: string, name: string, input: object, body: object): Promise<void> {
  const answer = await call(request, origin, name, input);
  expect(answer.status(), name).toBe(403);
  expect(await answer.json(), name).toEqual(body);
}

for (const [role, id] of Object.entries({ RA_AGENT, SPONSOR, ID_CHECKER, LOCAL_SMARTCARD_ADMINISTRATOR })) {
  test(`${role} may neither issue nor remove`, async ({ visitor, server, user, database }) => {
    const { request } = (await visitor({ as: id })).context;
    const no = (activity: string) => ({ refused: { role: activity } });
    await refused(request, server.origin, 'generate_link', issue(user.id), no('issue_authenticator'));
    await refused(request, server.origin, 'remove_authenticator', removal(user.id), no('remove_authenticator'));
    if (role !== 'RA_AGENT') {
      await refused(request, server.origin, 'view_history', { unique_user_id: user.id }, no('view_history'));
    }
    expect(database.linkStates(user)).toEqual([]);
    expect(database.audit(user).slice(0, 2)).toEqual(['generate-link refused', 'remove-authenticator refused']);
  });
}

test('nobody may act on themself, whatever their role', async ({ visitor, server }) => {
  for (const id of [RA_MANAGER, RA_AGENT_ADVANCED]) {
    const { request } = (await visitor({ as: id })).context;
    await refused(request, server.origin, 'generate_link', issue(id), YOURSELF);
    await refused(request, server.origin, 'remove_authenticator', removal(id), YOURSELF);
  }
});

test('only an RA Manager may act on staff', async ({ visitor, server }) => {
  const { request } = (await visitor({ as: RA_AGENT_ADVANCED })).context;
  for (const id of [RA_MANAGER, RA_AGENT, SPONSOR]) {
    await refused(request, server.origin, 'generate_link', issue(id), STAFF_NEEDS_MANAGER);
    await refused(request, server.origin, 'remove_authenticator', removal(id), STAFF_NEEDS_MANAGER);
  }
});

test('a user without a role learns nothing about other users, not even whether they exist', async ({ phone, server, user, people, linkFor }) => {
  const other: Person = people.next();
  await phone.registration.register(await linkFor(user));
  const app = new AgentApp(phone.page);
  await app.signInPage.open();
  await app.signInPage.signIn();
  await expect(app.profile.tabs).toBeVisible();
  const { request } = phone.context;
  const answers = async (id: string): Promise<string[]> => {
    const texts: string[] = [];
    for (const name of ['view_profile', 'list_authenticators', 'view_history', 'generate_link', 'remove_authenticator']) {
      const answer = await call(request, server.origin, name, { ...SERVER_FUNCTIONS[name], unique_user_id: id });
      expect(answer.status(), name).toBe(403);
      texts.push(await answer.text());
    }
    return texts;
  };
  expect((await call(request, server.origin, 'find_users', SERVER_FUNCTIONS['find_users'] ?? {})).status()).toBe(403);
  expect(await answers('999999999999')).toEqual(await answers(other.id));
});

test('the server, too, refuses to remove without the ticked box', async ({ agent, phone, server, user, linkFor, database }) => {
  await phone.registration.register(await linkFor(user));
  const { request } = agent.page.context();
  const list = await call(request, server.origin, 'list_authenticators', { unique_user_id: user.id });
  const [{ id }] = (await list.json()) as [{ id: string }];
  const input = { unique_user_id: user.id, authenticator_id: id, reason: 'lost', note: '', confirmed: false };
  const answer = await call(request, server.origin, 'remove_authenticator', input);
  expect(answer.status()).toBe(400);
  expect(await answer.json()).toMatchObject({ invalid: [{ field: 'confirmed' }] });
  expect(database.authenticators(user)).toEqual(['active']);
});

test('an authenticator is not removed when the request names another user', async ({ agent, phone, server, user, people, linkFor, database }) => {
  await phone.registration.register(await linkFor(user));
  const { request } = agent.page.context();
  const list = await call(request, server.origin, 'list_authenticators', { unique_user_id: user.id });
  const [{ id }] = (await list.json()) as [{ id: string }];
  const input = { unique_user_id: people.next().id, authenticator_id: id, reason: 'lost', note: '', confirmed: true };
  expect((await call(request, server.origin, 'remove_authenticator', input)).status()).toBe(404);
  expect(database.authenticators(user)).toEqual(['active']);
});

test('no link is generated for a kind that does not exist', async ({ agent, server, user, database }) => {
  const { request } = agent.page.context();
  const answer = await call(request, server.origin, 'generate_link', { ...issue(user.id), kind: 'smartcard' });
  expect(answer.status()).toBe(400);
  expect(database.linkStates(user)).toEqual([]);
});
