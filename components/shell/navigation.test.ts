import { describe, expect, it } from 'vitest';
import { crumbs } from './crumbs.ts';
import { adminPages, currentHref, navSections } from './navigation.ts';

describe('navSections', () => {
  const ids = (sections: ReturnType<typeof navSections>) =>
    sections.map(({ id, items }) => [id, items.length]);

  it('shows a newcomer only home and requests', () => {
    expect(ids(navSections(undefined, { approvals: null, admin: [] }))).toEqual([['own', 2]]);
  });

  it('shows approvals to an approver even when none waits', () => {
    const [own] = navSections('payments', { approvals: 0, admin: [] });
    expect(own?.items.at(-1)).toEqual({ id: 'approvals', label: 'Approvals', href: '/approvals', count: 0 });
  });

  it('shows the administration pages that are given, and no more', () => {
    const [, , admin] = navSections('payments', { approvals: 2, admin: ['drift', 'audit'] });
    expect(admin?.items.map(({ href }) => href)).toEqual(['/admin/drift', '/admin/audit']);
  });
});

it.each([
  ['/', '/'],
  ['/teams/payments', '/teams/payments'],
  ['/teams/payments/environments/dev/network', '/teams/payments'],
  ['/teams/payments/usage', '/teams/payments/usage'],
  ['/admin/teams/search', '/admin/teams'],
  ['/teams/payments-eu', undefined],
])('%s belongs to %s', (pathname, href) => {
  expect(currentHref(pathname, navSections('payments', { approvals: 1, admin: adminPages }))).toBe(href);
});

it.each([
  ['/', 'Home'],
  ['/teams/payments/environments/dev', 'payments / dev'],
  ['/teams/payments/environments/dev/network', 'payments / dev / Network'],
  ['/teams/payments/environments/dev/change', 'payments / dev / Request change'],
  ['/admin/classes/qa/version', 'Administration / Classes / qa / New version'],
  ['/requests/41', 'Requests / #41'],
  ['/requests/6f1e2d3c-0000-4000-8000-000000000000', 'Requests / 6f1e2d3c…'],
  ['/admin/teams', 'Administration / Teams'],
  ['/teams/%E0%A4%A', '%E0%A4%A'],
])('%s reads as %s', (pathname, text) => {
  expect(
    crumbs(pathname)
      .map(({ label }) => label)
      .join(' / '),
  ).toBe(text);
});
