import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { findObservedRow } from '#lib/data/environment/observed-rows.ts';
import type { EnvironmentObjectsView, ManagedObjectView } from '#lib/domain/environment-views.ts';
import { environmentInput } from '#lib/domain/inputs/environment.ts';
import { type ObservedManifest, observedManifests } from '#lib/domain/observed-manifest.ts';
import type { Manifest } from '#lib/provisioner/desired/environment-spec.ts';
import { diffObject } from '#lib/provisioner/diff/diff.ts';
import { manifestYaml } from '../manifest-yaml.ts';
import { parseInput } from '../parse-input.ts';
import { renderDesired } from './render-desired.ts';
import { visibleEnvironment } from './visible-environment.ts';

/** Every object of an environment, as desired and as observed, and then what is there without being desired. */
export async function getObjects(
  actor: Actor,
  input: z.input<typeof environmentInput>,
): Promise<EnvironmentObjectsView> {
  const asked = parseInput(environmentInput, input);
  const database = getDatabase();
  const row = await visibleEnvironment(database, actor, asked);
  const [desired, seen] = await Promise.all([
    renderDesired(database, row),
    findObservedRow(database, row.id),
  ]);
  const observed = seen === null ? null : observedManifests(seen.objects);
  const unwanted =
    observed?.filter(({ kind, name, foreign }) => !foreign && find(desired, kind, name) === undefined) ?? [];
  return {
    changedAt: seen?.changedAt.toISOString() ?? null,
    objects: [
      ...desired.map((manifest) => wantedView(manifest, observed)),
      ...unwanted.map((object) => ({ ...observedView(object), desired: null, changes: [] })),
    ],
  };
}

function wantedView(manifest: Manifest, observed: ObservedManifest[] | null): ManagedObjectView {
  const { kind, metadata } = manifest;
  const found = observed?.find((object) => object.kind === kind && object.name === metadata.name);
  const side: Pick<ManagedObjectView, 'presence' | 'observed'> = found
    ? observedView(found)
    : { presence: observed === null ? 'unknown' : 'absent', observed: null };
  const changes = found?.manifest ? diffObject(manifest, found.manifest) : [];
  return { kind, name: metadata.name, desired: manifestYaml(manifest), ...side, changes };
}

function observedView({ kind, name, manifest }: ObservedManifest) {
  return {
    kind,
    name,
    presence: manifest === null ? ('too-large' as const) : ('present' as const),
    observed: manifest === null ? null : manifestYaml(manifest),
  };
}

function find(desired: readonly Manifest[], kind: string, name: string): Manifest | undefined {
  return desired.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}
