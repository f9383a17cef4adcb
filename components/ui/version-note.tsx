import { TimeAgo } from './time-ago.tsx';

type VersionNoteProps = { version: number; reason: string; createdBy: string; createdAt: string };

/** Which version somebody made, who, when and why. */
export function VersionNote({ version, reason, createdBy, createdAt }: VersionNoteProps) {
  return (
    <>
      <p>
        <span className="font-medium">v{version}</span>{' '}
        <span className="text-sm text-muted">
          {createdBy} · <TimeAgo at={createdAt} />
        </span>
      </p>
      <p className="break-words text-muted">{reason}</p>
    </>
  );
}
