import { UsersRound } from 'lucide-react';
import { ButtonLink, TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export type JoinableTeamLine = {
  slug: string;
  name: string;
  ownerNames: string[];
  pendingRequest: number | null;
};

/** Teams that the person does not belong to, each with the way in. */
export function JoinableTeams({
  teams,
  filtered,
}: {
  teams: readonly JoinableTeamLine[];
  filtered: boolean;
}) {
  if (teams.length === 0) {
    return (
      <EmptyState
        icon={UsersRound}
        title={filtered ? 'No team matches' : 'There is no team to join'}
        action={<ButtonLink href="/teams/new">Request a team</ButtonLink>}
      >
        A team owns environments and a budget. If yours is not here, ask for it.
      </EmptyState>
    );
  }
  return (
    <ul>
      {teams.map(({ slug, name, ownerNames, pendingRequest }) => (
        <li
          key={slug}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2 last:border-b-0"
        >
          <span className="min-w-0">
            <span className="font-medium">{name}</span>{' '}
            <span className="font-mono text-sm text-subtle">{slug}</span>
            <span className="block text-sm text-muted">
              {ownerNames.length === 0 ? 'No owner yet' : `Owned by ${ownerNames.join(', ')}`}
            </span>
          </span>
          {pendingRequest === null ? (
            <ButtonLink href={`/teams/join?team=${slug}`} size="sm">
              Ask to join<span className="sr-only"> {name}</span>
            </ButtonLink>
          ) : (
            <span className="text-sm">
              Waiting: <TextLink href={`/requests/${pendingRequest}`}>request #{pendingRequest}</TextLink>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
