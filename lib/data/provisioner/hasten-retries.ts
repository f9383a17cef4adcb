import type { Database } from '../client.ts';

/** Lets every environment be tried now that only waits because the cluster did not answer, or did not know us: it does again. */
export async function hastenRetries(database: Database): Promise<void> {
  await database.$executeRaw`
    UPDATE environment_status SET next_attempt_at = now()
    WHERE next_attempt_at > now() AND lease_owner IS NULL
      AND jsonb_path_exists(conditions, '$[*] ? (@.type == "Reconciling" && @.status == "True" &&
        (@.reason == "Unreachable" || @.reason == "Deadline" || @.reason == "Unavailable" || @.reason == "Unauthorized"))')`;
}
