import Link from 'next/link';
import { roleWords } from '#components/teams/role-words.ts';
import { Badge } from '#components/ui/badge.tsx';
import { RatioBar } from '#components/ui/quota-bar.tsx';
import type { BudgetLine, TeamView } from '#lib/domain/views.ts';

/** The person's teams, each as one link with what it has and how full its budget is. */
export function TeamCards({ teams }: { teams: readonly TeamView[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {teams.map((team) => (
        <li key={team.id} className="min-w-0">
          <Link
            href={`/teams/${team.slug}`}
            className="grid h-full content-start gap-3 rounded-lg border bg-surface p-4 hover:border-border-strong"
          >
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{team.name}</span>
              {team.myRole ? <Badge>{roleWords[team.myRole].label}</Badge> : null}
            </span>
            <span className="text-sm text-muted">
              {count(team.environmentCount, 'environment')} · {count(team.memberCount, 'member')}
            </span>
            <FullestKey lines={team.budget} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function FullestKey({ lines }: { lines: readonly BudgetLine[] }) {
  const [fullest] = [...lines].sort((one, other) => other.grantedRatio - one.grantedRatio);
  if (!fullest) return <span className="text-sm text-subtle">No budget set</span>;
  return (
    <span className="grid gap-1">
      <span className="text-sm text-muted tabular-nums">
        {fullest.label}: {fullest.grantedText} of {fullest.budgetText} granted
      </span>
      <RatioBar ratio={fullest.grantedRatio} />
    </span>
  );
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
