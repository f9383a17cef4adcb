import { theRun } from './fixtures/run.ts';
import { signIn } from './fixtures/sign-in.ts';
import { expect, test } from './fixtures/test.ts';

test('signing out ends both sessions: the identity provider asks for the password again', async ({ as }) => {
  const page = await as('stranger');
  await signIn(page, 'vera', '/teams/payments');
  const cookies = await page.context().cookies();

  await page.getByRole('button', { name: 'Account of Vera Lind' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL((url) => url.origin === theRun().issuer);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/sign-in' && url.origin === theRun().web);
  await expect(page.getByRole('status')).toHaveText('You are signed out.');

  // Who kept the cookie gets nowhere with it: the session is gone, not only forgotten by the browser.
  const thief = await as('stranger', { storageState: { cookies, origins: [] } });
  await thief.goto('/teams/payments');
  await expect(thief.getByRole('heading', { level: 1 })).toHaveText('Sign in');

  await page.goto('/teams/payments');
  await page.getByRole('main').getByRole('button').click();
  await expect(page).toHaveURL((url) => url.origin === theRun().issuer);
  await expect(page.getByLabel('Password')).toHaveValue('');
  await page.getByLabel('E-mail').fill('tara@bailiwick.local');
  await page.getByLabel('Password').fill('bailiwick');
  await page.getByRole('button', { name: 'Sign in' }).click();
  // Another person, who is not in that team.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing here that you may see');
});

test('who stays signed in at the identity provider is still signed out here', async ({ as }) => {
  const page = await as('stranger');
  await signIn(page, 'vera');
  await page.getByRole('button', { name: 'Account of Vera Lind' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});
