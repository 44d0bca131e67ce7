// Agents paste what they copied from mails, chats and tables. The search and the match code read it as it was meant.
import type { Person } from '../../support/database';
import { expect, test } from '../../support/fixtures';
import { LinkPanel } from '../../support/pages/link-panel';
import type { Search } from '../../support/pages/search-page';

/** A user of the demonstration: Sarah Jones, born on 17 May 1988. */
const SARAH = '555200000008';

/** Digits as keyboards for East Asian languages type them. */
const inFullWidth = (text: string): string => text.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

const grouped = (id: string, between: string): string => [id.slice(0, 4), id.slice(4, 8), id.slice(8)].join(between);

test.use({ settings: { CIM_MATCH_CODE: 'video-only' } });

const PASTES: readonly [what: string, search: (person: Person) => Search][] = [
  ['a UUID in groups', ({ id }) => ({ id: grouped(id, ' ') })],
  ['a UUID with dashes', ({ id }) => ({ id: grouped(id, '-') })],
  ['a UUID with spaces that do not break', ({ id }) => ({ id: grouped(id, '\u00a0') })],
  ['a UUID with characters without width', ({ id }) => ({ id: `\ufeff${grouped(id, '\u200b')}` })],
  ['a UUID in full-width digits', ({ id }) => ({ id: inFullWidth(id) })],
  ['a UUID with its label', ({ id }) => ({ id: `UUID: ${id}` })],
  ['an address with mailto', ({ email }) => ({ email: `mailto:${email}` })],
  ['an address with the name before it', ({ email, name }) => ({ email: `${name} <${email}>` })],
  ['an address with a semicolon', ({ email }) => ({ email: ` ${email}; ` })],
  ['an address with characters without width', ({ email }) => ({ email: `\u200b${email.replace('@', '@\u200b')}` })],
  ['a date with full stops', () => ({ lastName: 'Jones', born: ['17.5.1988', '', ''] })],
  ['a date with slashes', () => ({ lastName: 'Jones', born: ['17/05/1988', '', ''] })],
  ['a date as databases write it', () => ({ lastName: 'Jones', born: ['1988-05-17', '', ''] })],
  ['a date as the profile shows it', () => ({ lastName: 'Jones', born: ['17 May 1988', '', ''] })],
  ['a date in the last field', () => ({ lastName: 'Jones', born: ['', '', '17.5.1988'] })],
  ['names with spaces that do not break', () => ({ firstName: '\u00a0Sarah\u200b', lastName: 'Jo\u200bnes ', born: ['17', 'May', '1988'] })],
];

for (const [what, search] of PASTES) {
  test(`the search finds a user by ${what}`, async ({ agent, database }) => {
    await agent.search.open();
    await agent.search.search(search(database.person(SARAH)));
    await expect(agent.search.row(SARAH)).toBeVisible();
  });
}

for (const [what, typed] of [
  ['spaces', (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
  ['a dash', (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`],
  ['characters without width', (code: string) => `\u200b${code}\ufeff`],
  ['full-width digits', inFullWidth],
] as const) {
  test(`a match code with ${what} lets the user in`, async ({ agent, phone, user }) => {
    await agent.issue.open(user.id);
    const code = await phone.registration.askForCode(await agent.issue.generateLink());
    await new LinkPanel(agent.page).type(typed(code));
    await phone.registration.says('Create your passkey');
  });
}
