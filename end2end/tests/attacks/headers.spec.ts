// The headers that every response must have.
import type { APIResponse } from '@playwright/test';
import { expect, test } from '../../support/fixtures';

/** The sources that a policy allows, by directive. */
function policy(response: APIResponse): Map<string, string[]> {
  const directives = (response.headers()['content-security-policy'] ?? '').split(';').map((text) => text.trim().split(/\s+/));
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]));
}

test('the registration page is not stored, sends no referrer, and runs only its own scripts', async ({ phone }) => {
  const response = await phone.context.request.get('/register');
  expect(response.status()).toBe(200);
  expect(response.headers()).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
  });
  const directives = policy(response);
  const scripts = directives.get('script-src') ?? [];
  const nonce = /^'nonce-(.+)'$/.exec(scripts.find((source) => source.startsWith("'nonce-")) ?? '')?.[1];
  expect(nonce).toMatch(/^[\w+/=-]{16,}$/);
  expect(directives.get('default-src')).toEqual(["'none'"]);
  for (const sources of directives.values()) {
    expect(sources).not.toContain("'unsafe-inline'");
    expect(sources).not.toContain("'unsafe-eval'");
  }
  const html = await response.text();
  for (const [, attributes] of html.matchAll(/<script([^>]*)>/g)) expect(attributes).toContain(`nonce="${nonce}"`);
  expect(html).not.toMatch(/\son\w+=|\sstyle=|<style/);
});

test('no two pages have the same nonce', async ({ phone }) => {
  const seen = new Set<string>();
  for (const path of ['/register', '/register', '/sign-in', '/sign-in', '/nowhere']) {
    seen.add((policy(await phone.context.request.get(path)).get('script-src') ?? []).join(' '));
  }
  expect(seen.size).toBe(5);
});

test('pages of the application have the same headers, even when something was not found', async ({ agent, user }) => {
  for (const path of ['/', '/sign-in', `/users/${user.id}`, '/users/999999999999', '/nowhere']) {
    const response = await agent.page.context().request.get(path);
    expect(response.headers(), path).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    expect(policy(response).get('script-src'), path).not.toContain("'unsafe-inline'");
  }
});

test('unknown addresses get 404', async ({ agent }) => {
  const { request } = agent.page.context();
  for (const path of ['/nowhere', '/users/999999999999', '/users/nobody', '/pkg/nothing.js', '/api/nothing']) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});

test('a person who is not signed in is redirected to the sign-in page', async ({ phone }) => {
  for (const path of ['/', '/users/555200000008', '/users/555200000008/history']) {
    const response = await phone.context.request.get(path, { maxRedirects: 0, headers: { accept: 'text/html' } });
    expect(response.status(), path).toBe(302);
    expect(response.headers()['location'], path).toBe(path === '/' ? '/sign-in' : `/sign-in?next=${path}`);
    expect(await response.text(), path).not.toContain('Sarah');
  }
});

test('assets have a hash in their name, are cached for ever, and are sent compressed', async ({ phone }) => {
  const html = await (await phone.context.request.get('/register')).text();
  const assets = [...new Set([...html.matchAll(/\/pkg\/[^"]+/g)].map(([path]) => path))];
  expect(assets).toHaveLength(4);
  for (const asset of assets) {
    expect(asset).toMatch(/\.[0-9a-f]{16}\.(js|wasm|css|svg)$/);
    const response = await phone.context.request.get(asset, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers()['cache-control'], asset).toBe('public, max-age=31536000, immutable');
    expect(response.headers()['content-encoding'], asset).toBe('br');
  }
});
