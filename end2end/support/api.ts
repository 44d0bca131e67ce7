// Calls the server functions directly, as an attacker does. Other tests use this to skip clicks that are tested elsewhere.
import { type APIRequestContext, type APIResponse, request } from '@playwright/test';
import type { Person } from './database';
import { type Kind, PASSKEY } from './kinds';

/** Every server function, with an input that the server can parse. `app/src/api/` has one file for each. */
export const SERVER_FUNCTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  admit_attempt: { unique_user_id: '555200000008', link: '00000000-0000-4000-8000-000000000000', code: '123456' },
  cancel_link: { unique_user_id: '555200000008', link: '00000000-0000-4000-8000-000000000000' },
  email_link: { unique_user_id: '555200000008', token: 'A'.repeat(43) },
  find_users: {
    search: { unique_user_id: '', email: '', first_name: '', last_name: 'Jones', birth_day: '', birth_month: '', birth_year: '' },
  },
  finish_registration: { credential: '{}' },
  finish_sign_in: { credential: '{}' },
  finish_test: { credential: '{}' },
  generate_link: { unique_user_id: '555200000008', kind: 'passkey', meeting: 'video', minutes: null },
  join_link: { token: 'A'.repeat(43), preflight: null },
  list_authenticators: { unique_user_id: '555200000008' },
  load_registration_options: { token: 'A'.repeat(43), choice: { place: 'any', without_attestation: false } },
  load_sign_in_options: {},
  load_test_options: {},
  look_up_link: { token: 'A'.repeat(43) },
  remove_authenticator: {
    unique_user_id: '555200000008',
    authenticator_id: '00000000-0000-4000-8000-000000000000',
    confirmed: true,
  },
  report_attempt: { report: 'prompted' },
  report_visit: {
    token: 'A'.repeat(43),
    preflight: {
      device: 'iphone',
      browser: 'safari',
      secure_context: true,
      webauthn: true,
      platform_authenticator: true,
      hybrid: true,
    },
  },
  sign_out: {},
  view_history: { unique_user_id: '555200000008', before: null },
  view_profile: { unique_user_id: '555200000008' },
  watch_link: { unique_user_id: '555200000008', link: '00000000-0000-4000-8000-000000000000' },
  who_am_i: {},
};

/** Calls a server function with the cookies of `browser`. */
export function call(browser: APIRequestContext, origin: string, name: string, input: object): Promise<APIResponse> {
  return browser.post(`${origin}/api/${name}`, { data: input, headers: { accept: 'application/json' } });
}

/** Generates a registration link face to face, so without a match code. Does it as the person whose cookies `browser` has. */
export async function generateLink(
  browser: APIRequestContext,
  origin: string,
  person: Person,
  { name: kind }: Kind = PASSKEY,
): Promise<string> {
  const answer = await call(browser, origin, 'generate_link', { unique_user_id: person.id, kind, meeting: 'face_to_face', minutes: null });
  if (!answer.ok()) throw new Error(`no link was generated for ${person.name}: ${answer.status()} ${await answer.text()}`);
  return ((await answer.json()) as { url: string }).url;
}

/** Joins a link from `times` new browsers, as link scanners do. Returns how many of them the server let join. */
export async function joinTimes(times: number, link: string): Promise<number> {
  const { origin, hash } = new URL(link);
  let joined = 0;
  for (let time = 0; time < times; time++) {
    const browser = await request.newContext();
    joined += Number((await call(browser, origin, 'join_link', { token: hash.slice(1), preflight: null })).ok());
    await browser.dispose();
  }
  return joined;
}
