import Link from 'next/link';
import { TimeAgo } from '#components/ui/time-ago.tsx';

type ClassVersionsProps = {
  path: string;
  versions: readonly { version: number; createdAt: string; createdBy: string | null }[];
  shown: number;
};

/** The history of a class, newest first; each version is an address. */
export function ClassVersions({ path, versions, shown }: ClassVersionsProps) {
  return (
    <ol>
      {versions.map(({ version, createdAt, createdBy }) => (
        <li key={version} className="not-first:border-t">
          <Link
            href={`${path}?version=${version}`}
            scroll={false}
            aria-current={version === shown ? 'true' : undefined}
            className="grid border-l-2 border-transparent px-4 py-2 -outline-offset-2! hover:bg-sunken/60 aria-[current=true]:border-accent aria-[current=true]:bg-accent-subtle"
          >
            <span className="font-medium">v{version}</span>
            <span className="text-sm text-muted">
              {createdBy ?? 'Shipped'} · <TimeAgo at={createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
