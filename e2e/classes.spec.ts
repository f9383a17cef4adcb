import { expect, test } from './fixtures/test.ts';

test('a class is made with its rules; what is wrong is said beside its field, and the page says the rules in words', async ({
  as,
}) => {
  const alex = await as('alex');
  await alex.goto('/admin/classes/new');
  await alex.getByRole('textbox', { name: 'Name', exact: true }).fill('Regulated');
  await alex.getByRole('textbox', { name: 'Short name' }).fill('regulated');
  await alex.getByRole('checkbox', { name: /enter running pods/ }).uncheck();
  await alex.getByRole('checkbox', { name: 'ephemeral', exact: true }).uncheck();
  await alex.getByRole('checkbox', { name: 'Allow services of type LoadBalancer' }).check();
  const registries = alex.getByRole('textbox', { name: 'Image registries' });
  await registries.fill('ghcr.io/acme/, Nope!');
  await alex.getByRole('button', { name: 'Create class' }).click();

  await expect(registries).toHaveAccessibleDescription(/Nope!: Write a registry like ghcr\.io\/acme\//);
  await expect(registries).toHaveValue('ghcr.io/acme/, Nope!');
  await expect(alex.getByRole('checkbox', { name: /enter running pods/ })).not.toBeChecked();
  await registries.fill('ghcr.io/acme/, acme/');
  await alex.getByRole('button', { name: 'Create class' }).click();
  await expect(registries).toHaveAccessibleDescription(/acme\/: No image matches without the host/);
  await registries.fill('ghcr.io/acme/');
  await alex.getByRole('button', { name: 'Create class' }).click();
  // The answer puts the form back to what was sent, so nothing is changed before it is here.
  await expect(registries).not.toHaveAccessibleDescription(/No image matches/);

  await expect(alex.getByText(/The rules allow LoadBalancer services, so the maximum/)).not.toHaveCount(0);
  await alex.getByRole('checkbox', { name: 'Allow services of type LoadBalancer' }).uncheck();
  await alex.getByRole('button', { name: 'Create class' }).click();

  await expect(alex.getByRole('heading', { level: 1, name: 'Regulated' })).toBeVisible();
  const rule = (label: string) =>
    alex.getByText(label, { exact: true }).locator('xpath=following-sibling::dd');
  await expect(rule('Entering running pods')).toHaveText('nobody');
  await expect(rule('Images from')).toHaveText('ghcr.io/acme/');
  await expect(rule('Volumes')).not.toContainText('ephemeral');
  await expect(rule('LoadBalancer services')).toHaveText('not allowed');

  await alex.getByRole('link', { name: 'Create new version' }).click();
  await expect(registries).toHaveValue('ghcr.io/acme/');
  await alex.getByRole('combobox', { name: 'Whoever breaks a rule' }).selectOption('warn');
  await alex.getByRole('button', { name: 'Create v2 of regulated' }).click();
  const changes = alex.getByRole('table', { name: 'Changes from v1 to v2' });
  await expect(changes.getByText('is told and recorded, and goes through')).toBeVisible();
});
