// The operator's file of FIDO metadata cannot be read. The server says so when it starts, and refuses every security key that
// the policy requires it to check with the file. Everything else works.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VIRTUAL_AAGUID } from '../../support/authenticator';
import { expect, test as base } from '../../support/fixtures';
import { PASSKEY, SECURITY_KEY, WINDOWS_HELLO } from '../../support/kinds';

const test = base.extend<object, { garbage: string }>({
  garbage: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'cim-metadata-'));
      const file = join(folder, 'mds3.jwt');
      writeFileSync(file, 'this is no JWT');
      await use(file);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  settings: [
    async ({ garbage }, use) => use({ CIM_FIDO_METADATA: garbage, CIM_SECURITY_KEY_MODELS: VIRTUAL_AAGUID }),
    { scope: 'worker' },
  ],
});

test('the server warns the operator when it starts', async ({ server, garbage }) => {
  const warnings = server.log.filter((line) => line.startsWith('Warning: '));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(garbage);
});

test('a security key is refused, even if its model is on the list', async ({ registrar, user, linkFor, database }) => {
  const { page, registration } = await registrar(SECURITY_KEY);
  await registration.join(await linkFor(user, SECURITY_KEY));
  await registration.create.click();
  await registration.says(SECURITY_KEY.refused);
  await expect(page.getByText('You cannot use this type of security key.')).toBeVisible();
  expect(database.linkStates(user)).toEqual(['open']);
});

for (const kind of [PASSKEY, WINDOWS_HELLO]) {
  test(`${kind.label} can be registered all the same`, async ({ registrar, user, linkFor }) => {
    const { registration } = await registrar(kind);
    await registration.register(await linkFor(user, kind));
  });
}
