// Calls the server functions directly, as an attacker does. Other tests use this to skip clicks that are tested elsewhere.
import { type APIRequestContext, type APIResponse, request } from '@playwright/test';
import type { Person } from './database';
import { type Kind, PASSKEY } from './kinds';

const DETAILS = { first_name: '', last_name: 'Jones', email: 'a@b.example', birth_day: '1', birth_month: '2', birth_year: '1980', ods_code: 'RX1' };
/** What agents state about the identity of a user, where it does not matter. */
export const CHECKED = { why: 'another', how: ['passport'] };

/** Every server function, with an input that the server can parse. `app/src/api/` has one file for each. */
export const SERVER_FUNCTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  add_organisation: { ods_code: 'FK999', name: 'New', parent: 'QRN' },
  admit_attempt: { unique_user_id: '555200000008', link: '00000000-0000-4000-8000-000000000000', code: '123456' },
  change_details: { unique_user_id: '555200000008', loaded: DETAILS, details: DETAILS, reason: 'x' },
  create_user: { details: DETAILS, someone_else: { users: [], beyond: null } },
  cancel_link: { unique_user_id: '555200000008', link: '00000000-0000-4000-8000-000000000000' },
  change_organisation: { ods_code: 'FK772', name: 'New', parent: 'QRN', reason: 'Moved' },
  close_organisation: { ods_code: 'FK772', reason: 'Merged' },
  confirm_authenticator: {
    unique_user_id: '555200000008',
    authenticator_id: '00000000-0000-4000-8000-000000000000',
    checked: true,
  },
  close_profile: { unique_user_id: '555200000008', because: 'left', duplicate_of: '', note: '' },
  email_link: { unique_user_id: '555200000008', token: 'A'.repeat(43) },
  find_users: {
    search: { unique_user_id: '', email: '', first_name: '', last_name: 'Jones', birth_day: '', birth_month: '', birth_year: '' },
  },
  finish_registration: { credential: '{}' },
  finish_sign_in: { credential: '{}' },
  finish_test: { credential: '{}' },
  generate_link: { unique_user_id: '555200000008', kind: 'passkey', meeting: 'video', minutes: null, identity: CHECKED },
  grant_role: { unique_user_id: '555200000008', role: 'sponsor', ods_code: 'QRN', reason: 'Needed' },
  join_link: { token: 'A'.repeat(43), preflight: null },
  list_places: {},
  load_details: { unique_user_id: '555200000008' },
  list_authenticators: { unique_user_id: '555200000008' },
  list_organisations: { after: null },
  list_roles: { wanted: { role: null, ods_code: '', after: '' } },
  list_own_links: {},
  list_viewed_users: {},
  load_registration_options: { token: 'A'.repeat(43), choice: { place: 'any', without_attestation: false } },
  load_sign_in_options: {},
  load_test_options: {},
  look_up_link: { token: 'A'.repeat(43) },
  reinstate_authenticator: {
    unique_user_id: '555200000008',
    authenticator_id: '00000000-0000-4000-8000-000000000000',
    reason: 'Found',
  },
  remove_authenticator: {
    unique_user_id: '555200000008',
    authenticator_id: '00000000-0000-4000-8000-000000000000',
    reason: 'lost',
    note: '',
    confirmed: true,
  },
  reopen_organisation: { ods_code: 'FK772', reason: 'Split again' },
  reopen_profile: { unique_user_id: '555200000008', reason: 'Came back' },
  report_attempt: { report: 'prompted' },
  report_not_started: { token: 'A'.repeat(43), web_assembly: false, touch_points: 0 },
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
  revoke_role: { unique_user_id: '555200000008', role: 'sponsor', ods_code: 'QRN', reason: 'No longer needed' },
  sign_out: {},
  suspend_authenticator: {
    unique_user_id: '555200000008',
    authenticator_id: '00000000-0000-4000-8000-000000000000',
  },
  time_left: { stay: false },
  view_history: { unique_user_id: '555200000008', before: null },
  view_organisation: { ods_code: 'FK772' },
  view_profile: { unique_user_id: '555200000008' },
  view_role: { unique_user_id: '555200000008', role: 'sponsor', ods_code: 'QRN' },
  view_roles: { unique_user_id: '555200000008' },
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
  const input = { unique_user_id: person.id, kind, meeting: 'face_to_face', minutes: null, identity: CHECKED };
  const answer = await call(browser, origin, 'generate_link', input);
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
