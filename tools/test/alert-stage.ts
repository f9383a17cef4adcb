import { createDatabase, type Database } from '#lib/data/client.ts';
import type { AlertEvent } from '#lib/domain/alert/event.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { addEnvironment, addTeam, type TestEnvironment } from './environment.ts';

/** A database with one team and environment, as its owner and as the notifier. */
export interface AlertStage {
  urls: TestDatabase;
  owner: Database;
  notifier: Database;
  environment: TestEnvironment;
  /** Writes what is counted of one key of the environment, and adds the team up. */
  count: (key: string, used: string, hard: string) => Promise<void>;
  /** Everything that was put into the outbox, in order: what is told, of which level and to whom. */
  told: () => Promise<string[]>;
  end: () => Promise<void>;
}

/** Sets the stage; the owner of the team has an address. */
export async function setAlertStage(): Promise<AlertStage> {
  const urls = await createTestDatabase();
  const owner = createDatabase(urls.ownerUrl, 3);
  const notifier = createDatabase(urls.notifierUrl, 4);
  const environment = await addEnvironment(owner, await addTeam(owner));
  await owner.user.update({ where: { id: environment.ownerId }, data: { email: 'olga@example.test' } });
  return {
    ...{ urls, owner, notifier, environment },
    count: async (key, used, hard) => {
      await owner.$executeRaw`
        INSERT INTO environment_usage VALUES (${environment.id}::uuid, ${key}, ${used}::numeric, ${hard}::numeric)
        ON CONFLICT (environment_id, key) DO UPDATE SET used = excluded.used, hard = excluded.hard`;
      await owner.$executeRaw`
        INSERT INTO team_usage (team_id, key, environments, granted, used)
        VALUES (${environment.teamId}::uuid, ${key}, 1, ${hard}::numeric, ${used}::numeric)
        ON CONFLICT (team_id, key) DO UPDATE SET used = excluded.used`;
    },
    told: async () => {
      const rows = await owner.alertMessage.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
      return rows.map((row) => {
        const { news, level, environment: of, key } = row.event as unknown as AlertEvent;
        return `${news} ${level} ${of === null ? 'budget' : 'quota'} ${key} to ${row.address ?? 'webhook'}`;
      });
    },
    end: async () => {
      await Promise.all([owner.$disconnect(), notifier.$disconnect()]);
      await urls.drop();
    },
  };
}
