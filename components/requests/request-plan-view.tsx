import { CodeBlock } from '#components/ui/code-block.tsx';
import { DiffView } from '#components/ui/diff-view.tsx';
import type { RequestPlan } from '#lib/domain/request-views.ts';
import { EffectBars } from './effect-bars.tsx';
import { FlowChangesView } from './flow-changes.tsx';

/** The effect of a request: on the budget as numbers, on the cluster as objects or field by field. */
export function RequestPlanView({ plan, heading }: { plan: RequestPlan; heading: 'h2' | 'h3' }) {
  const Heading = heading;
  const changed = [...new Set(plan.changes.map(({ object }) => object))];
  return (
    <div className="grid gap-5">
      {plan.budget.length > 0 ? (
        <section>
          <Heading className="mb-2 font-medium">Budget of the team</Heading>
          <EffectBars lines={plan.budget} className="gap-x-8 md:grid-cols-2" />
        </section>
      ) : null}
      {plan.capacity.length > 0 ? (
        <section>
          <Heading className="font-medium">Capacity of the cluster</Heading>
          <p className="mb-2 text-sm text-muted">
            What all quotas together hold, beside what budgets may promise by the plan
          </p>
          <EffectBars
            lines={plan.capacity}
            overText="More than the plan: the cluster is over-committed"
            className="gap-x-8 md:grid-cols-2"
          />
        </section>
      ) : null}
      <FlowChangesView flows={plan.flows} heading={heading} />
      {changed.length > 0 ? (
        <section className="grid gap-3">
          <Heading className="font-medium">What changes</Heading>
          {changed.map((object) => (
            <div key={object} className="grid gap-1">
              <p className="text-sm text-muted">{object}</p>
              <DiffView
                caption={`Changes of ${object}`}
                changes={plan.changes
                  .filter((change) => change.object === object)
                  .map(({ path, before, after }) => ({
                    path,
                    before: before === '' ? undefined : before,
                    after: after === '' ? undefined : after,
                  }))}
              />
            </div>
          ))}
        </section>
      ) : null}
      {plan.objects.length > 0 ? (
        <section>
          <Heading className="mb-2 font-medium">{plan.objects.length} objects that are made</Heading>
          <div className="grid rounded-lg border">
            {plan.objects.map(({ kind, name, yaml }) => (
              <details key={`${kind}/${name}`} className="group not-first:border-t">
                <summary className="flex flex-wrap gap-x-3 px-3 py-1.5 hover:bg-sunken/50">
                  <span>{kind}</span>
                  <span className="min-w-0 font-mono break-all text-subtle">{name}</span>
                  <span className="ml-auto text-sm text-accent underline underline-offset-3 group-open:hidden">
                    Show YAML
                  </span>
                </summary>
                <CodeBlock code={yaml} label={`${kind} ${name}`} className="m-2" />
              </details>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}
