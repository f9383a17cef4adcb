import fc from 'fast-check';
import { environmentSlugProblem, teamSlugProblem } from '#lib/domain/name.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { target } from '../target.ts';

const slugs = fc.stringMatching(/^[a-z0-9-]{1,32}$/);
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?$/;

export const labels = target(
  'labels',
  'whatever names are accepted, every label that we write is one that the API server takes, and names the owner',
  [slugs, slugs],
  (team, environment) => {
    if (teamSlugProblem(team) !== null || environmentSlugProblem(environment) !== null) return true;
    const namespace = `${team}-${environment}`;
    const spec = testSpec({}, { team: { slug: team, name: team }, slug: environment, namespace });
    return renderEnvironment(spec).every(({ metadata }) => {
      const own = metadata.labels ?? {};
      const isOwned = own['bailiwick.dev/team'] === team && own['bailiwick.dev/environment'] === environment;
      return isOwned && Object.values(own).every((value) => labelValue.test(value));
    });
  },
);
