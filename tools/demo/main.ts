import { systemActor } from '#lib/auth/load-actor.ts';
import { getDatabase } from '#lib/data/client.ts';
import { ensureShippedClasses } from '#lib/services/class/ensure-shipped-classes.ts';
import { signInPeople } from './people.ts';
import { fileRequests } from './requests.ts';
import { createTeams, mapGroups } from './teams.ts';
import { deployWorkloads } from './workloads.ts';

// Demo data, made through the services as people would make it; a second run adds nothing.
// Environment: DATABASE_URL (the web's role), OIDC_ISSUER, KUBECONFIG (admin; without it no workloads).
const issuer = process.env.OIDC_ISSUER;
if (!issuer)
  throw new Error('OIDC_ISSUER is not set: the demo’s people are those of the local identity provider.');

try {
  await ensureShippedClasses(systemActor('demo'));
  const { as, idOf } = await signInPeople(issuer);
  await createTeams(as, idOf);
  await mapGroups(as);
  await fileRequests(as);
  console.log('Two teams, four environments and two pending requests are there.');
  if (process.env.KUBECONFIG) {
    await deployWorkloads(as, process.env.KUBECONFIG);
    console.log('Their workloads are deployed.');
  }
} finally {
  await getDatabase().$disconnect();
}
