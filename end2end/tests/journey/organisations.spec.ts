// An RA Manager looks after the organisations below their own.
import { expect, test } from '../../support/fixtures';
import { OrganisationsPages } from '../../support/pages/organisations-pages';

test('an organisation is added, moved, closed and reopened', async ({ agent }) => {
  const organisations = new OrganisationsPages(agent.page);
  const code = `J${String(Date.now()).slice(-7)}`;
  const name = `Meadow Clinic ${code}`;

  await test.step('the tree shows what is below what, and its top cannot be changed here', async () => {
    await agent.search.open();
    await agent.page.getByRole('link', { name: 'Organisations', exact: true }).click();
    await expect(organisations.heading).toHaveText('Organisations');
    await expect(organisations.row('FK772')).toContainText('Northmoor Community Care Trust');
    await expect(organisations.row('QRN')).toContainText('None');
    await expect(organisations.row('QRN').getByRole('link', { name: /^Change/ })).toHaveCount(0);
  });

  await test.step('an empty form says what is missing', async () => {
    await organisations.addOne.click();
    await organisations.add.click();
    await organisations.errors.says('Enter an ODS code', 'Enter the name of the organisation', 'Enter an ODS code');
    await expect(agent.page).toHaveTitle(/^Error: Add an organisation/);
    await organisations.errors.leadsTo('Enter the name of the organisation', organisations.name);
  });

  await test.step('it is added', async () => {
    await organisations.code.fill(code.toLowerCase());
    await organisations.name.fill(name);
    await organisations.above.fill('RX1');
    await organisations.add.click();
    await expect(organisations.success).toContainText(`${name} added`);
    await expect(organisations.success).toBeFocused();
    await expect(organisations.row(code)).toContainText('Riverside Hospitals NHS Trust');
  });

  await test.step('a code that is taken is refused beside the field, and nothing is lost', async () => {
    await organisations.addOne.click();
    await organisations.code.fill(code);
    await organisations.name.fill('Another');
    await organisations.above.fill('RX1');
    await organisations.add.click();
    await organisations.errors.says('There is already an organisation with this ODS code');
    await expect(organisations.name).toHaveValue('Another');
  });

  await test.step('it moves below another one', async () => {
    await agent.page.goto('/organisations');
    await organisations.change(code);
    await organisations.above.fill(code);
    await organisations.save.click();
    await organisations.errors.says('Enter a reason');
    await organisations.why.fill('Now run by Northmoor');
    await organisations.save.click();
    await organisations.errors.says('An organisation cannot be below itself');
    await organisations.above.fill('RQ4');
    await organisations.save.click();
    await expect(organisations.success).toContainText(`${name} changed`);
    await expect(organisations.row(code)).toContainText('Northmoor Community Care Trust');
  });

  await test.step('it closes, and takes no role', async () => {
    await organisations.change(code);
    await agent.page.getByRole('link', { name: 'Close this organisation' }).click();
    await organisations.close.click();
    await organisations.errors.says('Enter a reason');
    await organisations.why.fill('Merged');
    await organisations.close.click();
    await expect(organisations.success).toContainText(`${name} closed`);
    await expect(organisations.row(code)).toContainText('Closed');
  });

  await test.step('it reopens', async () => {
    await organisations.change(code);
    await agent.page.getByRole('link', { name: 'Reopen this organisation' }).click();
    await organisations.why.fill('Split again');
    await organisations.reopen.click();
    await expect(organisations.success).toContainText(`${name} reopened`);
    await expect(organisations.row(code)).toContainText('Open');
  });
});
