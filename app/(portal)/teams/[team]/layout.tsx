import type { ReactNode } from 'react';
import { loadTeam } from './load-team.ts';

type TeamLayoutProps = { params: Promise<{ team: string }>; children: ReactNode };

/** Asks for the team above every loading state, so that a foreign team answers with the status 404. */
export default async function TeamLayout({ params, children }: TeamLayoutProps) {
  await loadTeam((await params).team);
  return children;
}
