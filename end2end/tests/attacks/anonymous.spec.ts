// Every server function, called by somebody who is not signed in.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { SERVER_FUNCTIONS, call } from '../../support/api';
import { expect, test } from '../../support/fixtures';

const SIGNED_OUT = { status: 401, body: 'signed_out' };
const NO_COOKIES = { status: 422, body: 'no_cookies' };
const NO_LINK = { status: 404, body: 'link_unknown' };

/**
 * What a caller who is not signed in gets from each server function. Those with status 200 are for everybody: they start to
 * sign in, start a test, sign out, or say who is signed in.
 */
const ANSWERS: Record<string, { status: number; body: unknown }> = {
  admit_attempt: SIGNED_OUT,
  join_link: NO_LINK,
  cancel_link: SIGNED_OUT,
  change_details: SIGNED_OUT,
  create_user: SIGNED_OUT,
  close_profile: SIGNED_OUT,
  email_link: SIGNED_OUT,
  find_users: SIGNED_OUT,
  finish_registration: NO_COOKIES,
  finish_sign_in: NO_COOKIES,
  finish_test: NO_COOKIES,
  generate_link: SIGNED_OUT,
  list_authenticators: SIGNED_OUT,
  list_places: SIGNED_OUT,
  load_details: SIGNED_OUT,
  list_own_links: SIGNED_OUT,
  list_viewed_users: SIGNED_OUT,
  look_up_link: NO_LINK,
  reinstate_authenticator: SIGNED_OUT,
  remove_authenticator: SIGNED_OUT,
  reopen_profile: SIGNED_OUT,
  report_attempt: NO_LINK,
  report_not_started: NO_LINK,
  report_visit: NO_LINK,
  sign_out: { status: 200, body: null },
  suspend_authenticator: SIGNED_OUT,
  time_left: { status: 200, body: null },
  load_registration_options: NO_LINK,
  load_sign_in_options: { status: 200, body: expect.any(String) },
  load_test_options: { status: 200, body: expect.any(String) },
  view_history: SIGNED_OUT,
  view_profile: SIGNED_OUT,
  watch_link: SIGNED_OUT,
  add_organisation: SIGNED_OUT,
  change_organisation: SIGNED_OUT,
  close_organisation: SIGNED_OUT,
  confirm_authenticator: SIGNED_OUT,
  grant_role: SIGNED_OUT,
  list_organisations: SIGNED_OUT,
  list_roles: SIGNED_OUT,
  reopen_organisation: SIGNED_OUT,
  revoke_role: SIGNED_OUT,
  view_organisation: SIGNED_OUT,
  view_role: SIGNED_OUT,
  view_roles: SIGNED_OUT,
  who_am_i: { status: 200, body: null },
};

let nobody: APIRequestContext;

test.beforeEach(async ({ playwright }) => {
  nobody = await playwright.request.newContext({ maxRedirects: 0 });
});
test.afterEach(() => nobody.dispose());

test('the list of server functions in these tests is complete', () => {
  const folder = join(import.meta.dirname, '../../../app/src/api');
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const endpoints = sources.flatMap((source) => [...source.matchAll(/endpoint = "(\w+)"/g)].map((match) => match[1]));
  expect(endpoints.sort()).toEqual(Object.keys(SERVER_FUNCTIONS).sort());
  expect(Object.keys(ANSWERS).sort()).toEqual(Object.keys(SERVER_FUNCTIONS).sort());
});

for (const [name, input] of Object.entries(SERVER_FUNCTIONS)) {
  test(`${name} responds with ${ANSWERS[name]?.status} when nobody is signed in`, async ({ server }) => {
    const answer = await call(nobody, server.origin, name, input);
    expect(answer.status()).toBe(ANSWERS[name]?.status);
    expect(await answer.json()).toEqual(ANSWERS[name]?.body);
    expect(answer.headers()['cache-control']).toBe('no-store');
  });
}

test('an invented session cookie signs nobody in', async ({ server }) => {
  for (const value of ['A'.repeat(43), 'x', '', '../../etc/passwd', '%00']) {
    const answer = await nobody.post(`${server.origin}/api/view_profile`, {
      data: SERVER_FUNCTIONS['view_profile'],
      headers: { cookie: `cim-session=${value}` },
    });
    expect(answer.status(), `cim-session=${value}`).toBe(401);
  }
});

test('no server function accepts GET, so a link to it does nothing', async ({ server }) => {
  for (const name of Object.keys(SERVER_FUNCTIONS)) {
    const answer = await nobody.get(`${server.origin}/api/${name}`);
    expect([404, 405], `${name}: ${answer.status()}`).toContain(answer.status());
  }
});

test('a request that cannot be parsed, or is too long, is refused', async ({ server }) => {
  for (const body of ['', '{', '[]', '{"unique_user_id":5}', '{"unique_user_id":"../.."}', '\u0000']) {
    const headers = { 'content-type': 'application/json' };
    const answer = await nobody.post(`${server.origin}/api/view_profile`, { data: Buffer.from(body), headers });
    expect(answer.status(), body).toBe(400);
  }
  const long = await call(nobody, server.origin, 'finish_sign_in', { credential: 'x'.repeat(200 * 1024) });
  expect(long.status()).toBe(413);
});

test('a stolen response of an authenticator cannot be used without the attempt cookie', async ({
  phone,
  server,
  user,
  linkFor,
  watch,
}) => {
  watch.expect(/ERR_FAILED/);
  await phone.registration.join(await linkFor(user));
  const sent = phone.page.waitForRequest('**/api/finish_registration');
  await phone.page.route('**/api/finish_registration', (route) => route.abort());
  await phone.registration.create.click();
  const input = (await sent).postDataJSON() as object;
  const answer = await call(nobody, server.origin, 'finish_registration', input);
  expect(answer.status()).toBe(422);
});
