import { buttonStyle } from '#components/ui/button-style.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import type { NetworkView } from '#lib/domain/environment-views.ts';

type NetworkProbeProps = {
  probe: NonNullable<NetworkView['seen']>['probe'];
  namespace: string;
};

/** A Job that tries from inside what the policies promise: to copy or to download. */
export function NetworkProbe({ probe, namespace }: NetworkProbeProps) {
  const file = `network-probe-${namespace}.yaml`;
  const commands = [
    `kubectl apply -f ${file}`,
    `kubectl -n ${namespace} wait --for=condition=complete --timeout=5m job/network-probe`,
    `kubectl -n ${namespace} logs job/network-probe`,
  ].join('\n');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="max-w-prose">
        Policies only have an effect where the cluster’s network plugin (CNI) enforces them, and some don’t.
        This Job tries {probe.targets.length} connections from a pod of this environment, prints what it found
        beside what the policies say, and fails where that differs. A target that should be closed also counts
        as closed when nobody listens there.
      </p>
      {probe.isMirror ? (
        <p className="max-w-prose">
          The class takes images from its own registries only: put busybox there as{' '}
          <code className="font-mono break-all">{probe.image}</code>, or change the image.
        </p>
      ) : null}
      <p>
        <a
          className={buttonStyle({})}
          download={file}
          href={`data:application/yaml;charset=utf-8,${encodeURIComponent(probe.yaml)}`}
        >
          Download the Job
        </a>
      </p>
      <CodeBlock code={commands} label="Commands that run the probe" />
      <details>
        <summary className="text-accent underline underline-offset-3">Show the Job</summary>
        <CodeBlock code={probe.yaml} label="Job network-probe" className="mt-2" />
      </details>
    </div>
  );
}
