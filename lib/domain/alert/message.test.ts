import { describe, expect, test } from 'vitest';
import type { AlertEvent } from './event.ts';
import { messageText } from './message.ts';

const portal = 'https://portal.test';
const event: AlertEvent = {
  news: 'raised',
  at: '2026-11-29T09:00:00.000Z',
  team: { slug: 'payments', name: 'Payments' },
  environment: { slug: 'prod', namespace: 'payments-prod' },
  key: 'requests.cpu',
  level: 95,
  used: '1900m',
  hard: '2',
  forecast: null,
  advice: 'Delete what is no longer needed, or ask for more.',
  wish: '3',
};

test.each<[Partial<AlertEvent>, string]>([
  [{}, 'payments-prod: CPU requests at 95 %'],
  [{ level: 100, used: '2' }, 'payments-prod: CPU requests full'],
  [{ news: 'eased', level: 80, used: '1700m' }, 'payments-prod: CPU requests down to 85 %'],
  [{ news: 'recovered', level: 0, used: '1' }, 'payments-prod: CPU requests back to 50 %'],
  [{ environment: null }, 'Budget of Payments: CPU requests at 95 %'],
  [
    { news: 'forecast', forecast: { days: 12, earliest: 9, latest: 20 } },
    'payments-prod: CPU requests full in about 12 days (9 to 20)',
  ],
  [{ news: 'forecast-over' }, 'payments-prod: CPU requests no longer about to be full'],
])('the title of %j', (change, title) => {
  expect(messageText({ ...event, ...change }, portal).title).toBe(title);
});

describe('a message', () => {
  test('says how much, what to do, and leads to the form that is filled in', () => {
    const { sentences, links } = messageText(event, portal);
    expect(sentences).toEqual(['1.9 CPU of 2 CPU are in use.', event.advice]);
    expect(links[0]?.href).toBe(
      'https://portal.test/teams/payments/environments/prod/change?kind=resize&quota.requests.cpu=3',
    );
  });

  test('of an end asks for nothing', () => {
    const { sentences, links } = messageText({ ...event, news: 'recovered', level: 0 }, portal);
    expect(sentences).toHaveLength(1);
    expect(links.map(({ href }) => href)).toEqual([
      'https://portal.test/teams/payments/environments/prod/usage',
      'https://portal.test/teams/payments/alerts',
    ]);
  });

  test('that tests says who asked for it', () => {
    const { at, team } = event;
    expect(messageText({ news: 'test', at, team, by: 'Olga' }, portal).sentences[0]).toMatch(/^Olga asked/);
  });
});
