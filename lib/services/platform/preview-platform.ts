import type { z } from 'zod';
import type { Actor } from '#lib/auth/permissions.ts';
import { getDatabase } from '#lib/data/client.ts';
import { type ClassInUse, findPlatform, listClassesInUse } from '#lib/data/platform/platform-rows.ts';
import { classSpecSchema } from '#lib/domain/environment-class.ts';
import { previewPlatformInput } from '#lib/domain/inputs/platform.ts';
import type { PlatformSettings } from '#lib/domain/platform.ts';
import { teamRoles } from '#lib/domain/role.ts';
import { renderEnvironment } from '#lib/provisioner/desired/render-environment.ts';
import { type ManifestChange, manifestChanges } from '#lib/provisioner/diff/manifest-changes.ts';
import { parseInput } from '../parse-input.ts';
import { assertMay } from '../scope-of.ts';

/** What a change of the settings would touch. */
export interface PlatformPreview {
  /** Live environments: each gets a new generation. */
  environments: number;
  /** Field by field, the same change once with the number of environments that it reaches. */
  changes: (ManifestChange & { environments: number })[];
}

/** What would change in which objects, and in how many environments, before anything is saved. */
export async function previewPlatform(
  actor: Actor,
  input: z.input<typeof previewPlatformInput>,
): Promise<PlatformPreview> {
  const { settings } = parseInput(previewPlatformInput, input);
  assertMay(actor, 'platform:update');
  const database = getDatabase();
  const [current, classes] = await Promise.all([findPlatform(database), listClassesInUse(database)]);
  const changes = new Map<string, PlatformPreview['changes'][number]>();
  for (const inUse of classes) {
    for (const change of changesOf(inUse, current.settings, settings)) {
      const key = JSON.stringify(change);
      const counted = changes.get(key)?.environments ?? 0;
      changes.set(key, { ...change, environments: counted + inUse.environments });
    }
  }
  const environments = classes.reduce((sum, each) => sum + each.environments, 0);
  return { environments, changes: [...changes.values()] };
}

// Settings reach an environment through its class alone, so one rendering stands for all of a class version.
function changesOf(inUse: ClassInUse, before: PlatformSettings, after: PlatformSettings): ManifestChange[] {
  const render = (platform: PlatformSettings) =>
    renderEnvironment({
      id: '(each)',
      team: { slug: 'team', name: '(each)' },
      slug: 'environment',
      namespace: 'team-environment',
      className: inUse.className,
      classVersion: inUse.classVersion,
      classSpec: classSpecSchema.parse(inUse.spec),
      quota: {},
      members: teamRoles.map((role) => ({ subject: `<each ${role}>`, role })),
      approvedBy: null,
      platform,
    });
  return manifestChanges(render(before), render(after));
}
