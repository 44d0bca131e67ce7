// Mail gateways, chats and people change links: they cut the fragment, add to it, or change the path. The page takes the token out of
// what is left, or asks for it, and the agent sees that this happened.
import type { Page } from '@playwright/test';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import { RegistrationPage } from '../../support/pages/registration-page';

const FIELD = 'Paste the link or code you were sent';
const MENDED = 'Something had changed the link on its way, such as a mail gateway. The page mended it.';
const PASTED = 'The page was opened without its code, so the user pasted the link or the code.';

const DAMAGED: readonly [what: string, address: (token: string) => string][] = [
  ['a full stop after it', (token) => `/register#${token}.`],
  ['a space after it', (token) => `/register#${token}%20`],
  ['a bracket after it', (token) => `/register#${token}>`],
  ['an equals sign after it', (token) => `/register#${token}=`],
  ['the data of a gateway after it', (token) => `/register#${token}&data=05%7C02%7Csarah%40example.nhs.uk%7C4f2a`],
  ['a space before it', (token) => `/register#%20${token}`],
  ['quotation marks around it', (token) => `/register#"${token}"`],
  ['quotation marks of a typesetter around it', (token) => `/register#%E2%80%9C${token}%E2%80%9D`],
  ['a directive for a text after it', (token) => `/register#${token}:~:text=Register`],
  ['a space in it', (token) => `/register#${token.slice(0, 20)}%20${token.slice(20)}`],
  ['a line break in it', (token) => `/register#${token.slice(0, 20)}%0D%0A${token.slice(20)}`],
  ['a character without width in it', (token) => `/register#${token.slice(0, 20)}%E2%80%8B${token.slice(20)}`],
  ['a slash before the fragment', (token) => `/register/#${token}`],
  ['a path in upper case', (token) => `/REGISTER#${token}`],
  ['a path that begins in upper case', (token) => `/Register#${token}`],
  ['a query before the fragment', (token) => `/register?utm_source=mail#${token}`],
  ['a second fragment', (token) => `/register#${token}#top`],
  ['an escaped fragment in the path', (token) => `/register%23${token}`],
  ['a fragment in the path that was escaped twice', (token) => `/register%2523${token}`],
  ['an escaped fragment in the query', (token) => `/register?%23${token}`],
  ['the token as a folder', (token) => `/register/${token}`],
  ['a path that leads to nothing', (token) => `/regsiter#${token}`],
  ['no path', (token) => `/#${token}`],
  ['the path of another page', (token) => `/sign-in#${token}`],
  ['the path of the test page', (token) => `/test#${token}`],
];

for (const [what, address] of DAMAGED) {
  test(`a link with ${what} works, and no token stays in the address`, async ({ phone, server, user, linkFor }) => {
    const token = new URL(await linkFor(user)).hash.slice(1);
    await phone.registration.open(address(token));
    await phone.registration.says('Register your passkey');
    await expect(phone.registration.main).toContainText(user.name);
    expect(phone.page.url()).toBe(`${server.origin}/register`);
    expect(server.log.join('\n')).not.toContain(token);
    await phone.page.reload();
    await phone.registration.says('Register your passkey');
  });
}

test('the agent sees that a link was damaged, and the user registers with it', async ({ agent, phone, user, linkFor }) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await phone.registration.open(`${link}.`);
  await expect(panel.attempts).toContainText(MENDED);
  await phone.registration.continue.click();
  await phone.registration.says('Create your passkey');
  await expect(panel.attempts).toContainText(MENDED);
  await phone.registration.finish();
});

test('the agent is not told of damage when the link is whole, also after a damaged one', async ({ agent, phone, user, people, linkFor }) => {
  await phone.registration.open(`${await linkFor(people.next())}.`);
  await phone.registration.says('Register your passkey');
  await phone.registration.open(await linkFor(user));
  await expect(phone.registration.main).toContainText(user.name);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('opened');
  await expect(panel.attempts).not.toContainText(MENDED);
});

test('while nobody has opened the link, the panel says what to do if the user says that they have', async ({ agent, phone, user, linkFor }) => {
  const link = await linkFor(user);
  await agent.openLink(user.id);
  const panel = new LinkPanel(agent.page);
  await panel.says('waiting');
  await expect(panel.main).toContainText('If the user says they have opened it');
  await phone.registration.open(link);
  await panel.says('opened');
  await expect(panel.main).not.toContainText('If the user says');
});

/** Pastes a text into the field, and goes on with it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel(FIELD).fill(text);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

const PASTES: readonly [what: string, text: (link: string, token: string) => string][] = [
  ['the whole link', (link) => link],
  ['the code alone', (_, token) => token],
  ['the code with spaces around and in it', (_, token) => `  ${token.slice(0, 22)} ${token.slice(22)} `],
  ['the code with characters without width', (_, token) => `\u200b${token.slice(0, 22)}\u200b${token.slice(22)}\ufeff`],
  ['the link with text around it', (link) => `Hello, please open <${link}>. It works for an hour and only once, so do it in our call.`],
  ['a link that a gateway has wrapped', (link) => `https://eur01.safelinks.example/?url=${encodeURIComponent(link)}&data=05%7C02&reserved=0`],
];

for (const [what, text] of PASTES) {
  test(`without a token the page takes a paste of ${what}, and the agent sees that`, async ({ agent, phone, server, user, linkFor }) => {
    const link = await linkFor(user);
    await agent.openLink(user.id);
    await phone.registration.open('/register');
    await phone.registration.says('This link is not complete');
    await paste(phone.page, text(link, new URL(link).hash.slice(1)));
    await phone.registration.says('Register your passkey');
    await expect(phone.registration.main).toContainText(user.name);
    await expect(phone.page.getByLabel(FIELD)).toBeHidden();
    expect(phone.page.url()).toBe(`${server.origin}/register`);
    await expect(new LinkPanel(agent.page).attempts).toContainText(PASTED);
  });
}

test('a link that was cut off leads to the field too', async ({ phone, user, linkFor }) => {
  const link = await linkFor(user);
  await phone.registration.open(link.slice(0, -5));
  await phone.registration.says('This link is not valid');
  await paste(phone.page, link);
  await phone.registration.says('Register your passkey');
});

test('a paste without a token is refused with words at the field, and the next one works', async ({ phone, user, linkFor }) => {
  const { page, registration } = phone;
  await registration.open('/register');
  const field = page.getByLabel(FIELD);
  for (const nothing of ['', 'https://care.example/register', 'I was told to paste the link here, but where is it in this long mail?']) {
    await paste(page, nothing);
    await expect(page.getByRole('alert')).toHaveText('Error: Paste the whole link, or the 43 letters and digits after the # in it');
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(/Paste the whole link/);
    expect(page.url()).toMatch(/\/register$/);
  }
  await field.fill(await linkFor(user));
  await field.press('Enter');
  await registration.says('Register your passkey');
});

test('the field is not shown on a page whose link works', async ({ phone, user, linkFor }) => {
  await phone.registration.open(await linkFor(user));
  await phone.registration.says('Register your passkey');
  await expect(phone.page.getByLabel(FIELD)).toBeHidden();
  await new RegistrationPage(phone.page).continue.click();
  await phone.registration.says('Create your passkey');
  await expect(phone.page.getByLabel(FIELD)).toBeHidden();
});
