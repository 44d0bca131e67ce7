// The registration token must not get to anybody who does not need it.
import type { Request, Response } from '@playwright/test';
import { expect, test } from '../../support/fixtures';

/** The server functions to which the page sends the token. */
const RECEIVERS = ['/api/join_link', '/api/load_registration_options', '/api/look_up_link', '/api/report_visit'];

test('the token is sent only in the bodies of the registration functions, and is stored nowhere', async ({ phone, server, user, linkFor, database }) => {
  const link = await linkFor(user);
  const token = link.split('#')[1] ?? '';
  const requests: Request[] = [];
  phone.context.on('request', (request) => requests.push(request));
  await phone.registration.register(link);
  await phone.registration.test.passes();
  await phone.page.getByRole('link', { name: /^View your profile/ }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Sign in');

  const carried = new Set<string>();
  for (const request of requests) {
    // The browser does not send the fragment, although Playwright shows it in the address of the first navigation.
    const url = request.isNavigationRequest() ? request.url().split('#')[0] : request.url();
    const headers = await request.allHeaders();
    expect(`${url}\n${JSON.stringify(headers)}`).not.toContain(token);
    // The registration page is never named. Agents' pages tell this service, and nobody else, where a request comes from.
    expect(['', new URL('/sign-in', link).href], request.url()).toContain(headers['referer'] ?? '');
    if (request.postData()?.includes(token)) carried.add(`${request.method()} ${new URL(request.url()).pathname}`);
  }
  expect([...carried].sort()).toEqual(RECEIVERS.map((path) => `POST ${path}`));

  expect(JSON.stringify(await phone.context.cookies())).not.toContain(token);
  expect(await phone.page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token);
  expect(server.log.join('\n')).not.toContain(token);
  expect(database.dump()).not.toContain(token);
});

test('no response of the server contains the token', async ({ phone, user, linkFor }) => {
  const link = await linkFor(user);
  const bodies: Promise<string>[] = [];
  const keep = (response: Response): void => {
    if (new URL(response.url()).pathname.startsWith('/api/')) bodies.push(response.text());
  };
  phone.context.on('response', keep);
  await phone.registration.register(link);
  // A body that arrived later could not be read to its end, because the test would close the browser.
  phone.context.off('response', keep);
  const all = (await Promise.all(bodies)).join('\n');
  expect(all).toContain('challenge');
  expect(all).not.toContain(link.split('#')[1]);
});

test('scripts and other sites cannot use the cookies of the product', async ({ phone, user, linkFor }) => {
  await phone.registration.join(await linkFor(user));
  await phone.page.goto('/sign-in');
  await expect(phone.page.getByRole('main').getByRole('button', { name: 'Sign in' })).toBeEnabled();
  const cookies = await phone.context.cookies();
  expect(cookies.map((cookie) => cookie.name).sort()).toEqual(['cim-attempt', 'cim-cookies', 'cim-sign-in']);
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await phone.page.evaluate(() => document.cookie)).toBe('');
});
