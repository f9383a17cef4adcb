import { databaseAnswers } from '#lib/services/cluster/database-answers.ts';

/** Whether requests should be sent here: the database answers in time. */
export async function GET(): Promise<Response> {
  const ready = await databaseAnswers();
  return new Response(ready ? 'ok\n' : 'The database does not answer.\n', { status: ready ? 200 : 503 });
}

export const dynamic = 'force-dynamic';
