import type { MessageEvent } from '#lib/domain/alert/event.ts';
import { percentOf } from '#lib/domain/alert/level.ts';
import { messageText } from '#lib/domain/alert/message.ts';
import { parseQuantity } from '#lib/domain/quantity.ts';

/** What a webhook receives, as JSON: the facts, the same in words, and links into the portal. */
export function webhookBody(id: string, event: MessageEvent, portal: string): string {
  const { title, sentences, links } = messageText(event, portal);
  const common = {
    id,
    type: `quota.${event.news}`,
    at: event.at,
    team: event.team.slug,
    title,
    text: sentences.join(' '),
  };
  if (event.news === 'test') return JSON.stringify({ ...common, type: 'test', links });
  const { environment, key, level, used, hard, forecast } = event;
  const percent = percentOf({ used: parseQuantity(used), hard: parseQuantity(hard) });
  const facts = { environment: environment?.slug ?? null, namespace: environment?.namespace ?? null };
  return JSON.stringify({ ...common, ...facts, key, level, percent, used, hard, forecast, links });
}
