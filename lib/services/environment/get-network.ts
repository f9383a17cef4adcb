import { stringify } from 'yaml';
import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { listNetworkRows, type NetworkRow } from '#lib/data/environment/network-rows.ts';
import { findPlatform } from '#lib/data/platform/platform-rows.ts';
import { type ClassSpec, classSpecSchema } from '#lib/domain/environment-class.ts';
import type { NetworkView } from '#lib/domain/environment-views.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { networkMatrix, networkSentences } from '#lib/domain/network/network-matrix.ts';
import { type NetworkState, networkState } from '#lib/domain/network/observed-policies.ts';
import { probeImage, probeJob } from '#lib/domain/network/probe-job.ts';
import { probeTargets } from '#lib/domain/network/probe-targets.ts';
import { observedManifests } from '#lib/domain/observed-manifest.ts';
import { networkBundle } from '#lib/provisioner/desired/network-bundle.ts';
import { networkBundleAnnotation, teamLabel } from '#lib/provisioner/desired/ownership.ts';
import { parseInput } from '../parse-input.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Who reaches whom by the policies that were observed, and a Job that tries it out. */
export async function getNetwork(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<NetworkView> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const row = await visibleEnvironment(database, actor, asked);
  const spec = classSpecSchema.parse(row.classVersion.spec);
  const [rows, { settings }] = await Promise.all([
    listNetworkRows(database, row.teamId),
    findPlatform(database),
  ]);
  const here = rows.find(({ id }) => id === row.id);
  const wanted = { profile: spec.networkProfile, wantedBundle: networkBundle(spec.networkProfile) };
  if (here?.observed == null) return { ...wanted, seen: null };
  const state = stateOf(here);
  const siblings = rows
    .filter(({ id }) => id !== row.id)
    .map((other) => ({ label: siblingLabel(other), state: stateOf(other) }));
  const matrix = networkMatrix(state, siblings, teamLabel, settings);
  return {
    ...wanted,
    seen: {
      at: here.observed.changedAt.toISOString(),
      bundles: state.bundles,
      isComplete: state.isComplete,
      tenantPolicies: state.policies.flatMap(({ name, isOurs }) => (isOurs ? [] : [name])),
      rows: matrix,
      sentences: networkSentences(matrix),
      probe: probeOf(row.namespace, spec, probeTargets(state, settings)),
    },
  };
}

function siblingLabel({ slug, observed }: NetworkRow): string {
  return `Environment ${slug}${observed === null ? ', not looked at yet' : ''}`;
}

function stateOf({ namespace, observed }: NetworkRow): NetworkState {
  return networkState(namespace, observedManifests(observed?.objects ?? []), networkBundleAnnotation);
}

function probeOf(namespace: string, { guardrails }: ClassSpec, targets: ReturnType<typeof probeTargets>) {
  const yaml = stringify(probeJob(namespace, targets, guardrails), { lineWidth: 0 });
  return { yaml, ...probeImage(guardrails.registries), targets };
}
