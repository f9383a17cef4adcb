import fc from 'fast-check';
import { networkProfiles, stages } from '#lib/domain/class-choices.ts';
import { type TeamRole, teamRoles, tenantClusterRoles } from '#lib/domain/role.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { testSpec } from '#lib/provisioner/desired/spec.test-fixture.ts';
import { target } from '../target.ts';

interface Peer {
  podSelector?: object;
  namespaceSelector?: { matchLabels?: object };
}
interface PolicySpec {
  ingress: { from?: Peer[] }[];
  egress: { to?: Peer[] }[];
}

const members = fc.array(
  fc.record({
    subject: fc.string({ minLength: 1, maxLength: 20 }),
    role: fc.constantFrom<TeamRole>(...teamRoles),
  }),
  { maxLength: 6 },
);
const role = fc.option(fc.constantFrom(...tenantClusterRoles));
const classes = fc.record({
  networkProfile: fc.constantFrom(...networkProfiles),
  stage: fc.constantFrom(...stages),
  roles: fc.record({ owner: role, developer: role, viewer: role }),
});

export const desiredState = target(
  'desired state',
  'every rendered environment denies by default, opens to nobody in particular, and binds only roles that we hand out',
  [classes, members, fc.string({ unit: 'binary', maxLength: 80 })],
  (classSpec, people, name) => {
    const team = { slug: 'payments', name };
    const manifests = renderEnvironment(testSpec(classSpec, { members: people, team }));
    const policies = manifests.flatMap(({ kind, spec }) =>
      kind === 'NetworkPolicy' ? [spec as PolicySpec] : [],
    );
    const peers = policies
      .flatMap(({ ingress, egress }) => [...ingress.map(({ from }) => from), ...egress.map(({ to }) => to)])
      .flatMap((list) => (list?.length ? list : [{ namespaceSelector: {} }]));
    const isBounded = ({ podSelector, namespaceSelector }: Peer) =>
      namespaceSelector === undefined
        ? podSelector === undefined
        : Object.keys(namespaceSelector.matchLabels ?? {}).length > 0;
    const roles = manifests.flatMap(({ kind, roleRef }) =>
      kind === 'RoleBinding' ? [(roleRef as { name: string }).name] : [],
    );
    return (
      policies.some(({ ingress, egress }) => ingress.length === 0 && egress.length === 0) &&
      peers.every(isBounded) &&
      roles.every((each) => each.startsWith('bailiwick-')) &&
      manifests.every(
        ({ metadata }) => metadata.namespace === undefined || metadata.namespace === 'payments-qa1',
      )
    );
  },
);
