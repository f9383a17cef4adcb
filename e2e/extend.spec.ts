import { createClass } from './fixtures/classes.ts';
import { approveOnItsPage, askForEnvironment, openedRequest } from './fixtures/requests.ts';
import { createTeam } from './fixtures/teams.ts';
import { expect, test } from './fixtures/test.ts';

const namespace = 'extenders-branch';
const days = 3;

test("an environment's life gets longer by exactly the days that were agreed", async ({ as }) => {
  const [alex, sam] = [await as('alex'), await as('sam')];
  await createTeam(alex, 'extenders', /Sam Okafor/);
  await createClass(alex, 'Brief', '7');
  const wish = { team: 'extenders', className: 'Brief', slug: 'branch', reason: 'A branch to look at.' };
  await approveOnItsPage(alex, await askForEnvironment(sam, wish), 'Go on.');

  await sam.goto('/teams/extenders/environments/branch');
  const expires = sam
    .getByRole('main')
    .getByText(/^expires/)
    .getByRole('time');
  const before = Date.parse((await expires.getAttribute('datetime')) ?? '');
  await sam.getByRole('button', { name: 'Request change' }).click();
  await sam.getByRole('link', { name: 'Extend lifetime' }).click();

  const field = sam.getByRole('textbox', { name: 'Days more' });
  const send = sam.getByRole('button', { name: `Ask to extend ${namespace}` });
  await sam.getByRole('textbox', { name: 'Reason' }).fill('The review takes longer.');
  await field.fill('8');
  await send.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/7 days/);
  await field.fill(String(days));
  await send.click();
  const number = await openedRequest(sam);
  await expect(sam.getByRole('heading', { level: 1 })).toHaveText(`Extend ${namespace} by ${days} days`);

  await approveOnItsPage(alex, number, 'Until the review is done.');
  await sam.goto('/teams/extenders/environments/branch');
  await expect
    .poll(async () => Date.parse((await expires.getAttribute('datetime')) ?? '') - before)
    .toBe(days * 86_400_000);
});
