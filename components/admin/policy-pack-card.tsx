import { StatusBadge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { KeyValue } from '#components/ui/key-value.tsx';
import { TimeAgo } from '#components/ui/time-ago.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { PackProblem, PackState } from '#lib/domain/policy-pack.ts';
import type { PolicyPackView } from '#lib/domain/views.ts';

const looks: Record<PackState, { tone: Tone; label: string; words: string }> = {
  installed: {
    tone: 'ok',
    label: 'Installed',
    words: 'The cluster refuses by itself what the guardrails forbid, also while the portal is down.',
  },
  outdated: {
    tone: 'warning',
    label: 'Outdated',
    words: 'The policies in the cluster are not those of this version. Install them again:',
  },
  missing: {
    tone: 'danger',
    label: 'Missing',
    words:
      'Nothing in the cluster holds the guardrails but the provisioner, which puts things back afterwards. Install them:',
  },
  unknown: {
    tone: 'neutral',
    label: 'Unknown',
    words: 'The provisioner has not looked at the policies yet.',
  },
};

const problemWords: Record<PackProblem['problem'], string> = {
  missing: 'is missing',
  changed: 'is not as this version has it',
  'left-over': 'is left over from an older version',
};

/** What the cluster has of the admission policies; with the command where something is to be done. */
export function PolicyPackCard({ pack }: { pack: PolicyPackView | null }) {
  const { tone, label, words } = looks[pack?.state ?? 'unknown'];
  return (
    <Card title="Admission policies" actions={<StatusBadge tone={tone} label={label} />}>
      <div className="grid gap-4">
        <p>{words}</p>
        {pack && (pack.state !== 'installed' || !pack.prefixFits) ? <Repair pack={pack} /> : null}
        {pack ? (
          <KeyValue
            items={[
              { label: 'This version brings', value: pack.expected },
              { label: 'Installed', value: pack.found ?? 'nothing' },
              { label: 'Users begin with', value: pack.subjectPrefix },
              { label: 'Not held', value: pack.exemptGroups.join(', ') || 'nobody' },
              { label: 'Looked at', value: <TimeAgo at={pack.checkedAt} /> },
            ]}
          />
        ) : null}
      </div>
    </Card>
  );
}

function Repair({ pack }: { pack: PolicyPackView }) {
  return (
    <>
      {pack.prefixFits ? null : (
        <p>
          The policies let the provisioner give access only to users that begin with “{pack.subjectPrefix}”,
          which is not the prefix of the network and platform settings: nobody gets access before this is the
          same.
        </p>
      )}
      <CodeBlock code={pack.command} label="the command that installs the policies" />
      {pack.problems.length > 0 ? (
        <details>
          <summary className="cursor-pointer">What differs ({pack.problems.length})</summary>
          <ul className="mt-2 grid gap-1 text-sm">
            {pack.problems.map(({ object, problem }) => (
              <li key={object} className="break-words">
                {object} {problemWords[problem]}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
