import type { Queryable } from '#lib/data/client.ts';
import { readAudience } from '#lib/data/notifier/audience.ts';
import { insertMessages } from '#lib/data/notifier/outbox.ts';
import type { AlertEvent } from '#lib/domain/alert/event.ts';
import { receiversOf } from '#lib/domain/alert/receivers.ts';
import { type AlertSettings, defaultAlertSettings } from '#lib/domain/alert/settings.ts';

/** Something that a team is to be told. */
export interface Told {
  teamId: string;
  event: AlertEvent;
}

/** Puts a message for every receiver of the teams into the outbox. */
export async function tellAudience(
  tx: Queryable,
  settings: ReadonlyMap<string, AlertSettings>,
  told: readonly Told[],
  mails: boolean,
): Promise<void> {
  if (told.length === 0) return;
  const teams = [...new Set(told.map(({ teamId }) => teamId))];
  const { membersOf, webhooksOf } = await readAudience(tx, teams);
  const receivers = new Map(
    teams.map((id) => [
      id,
      receiversOf(settings.get(id) ?? defaultAlertSettings, membersOf(id), webhooksOf(id), mails),
    ]),
  );
  const messages = told.flatMap(({ teamId, event }) =>
    (receivers.get(teamId) ?? []).map((receiver) => ({ teamId, receiver, event })),
  );
  await insertMessages(tx, messages);
}
