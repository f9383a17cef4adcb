import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { networkProfiles } from '#lib/domain/class-choices.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { shippedClasses } from '#lib/domain/shipped-classes.ts';
import { type ProvisionerStage, setStage } from '#tools/test/provisioner.ts';
import { managedKind } from '../desired/managed-kinds.ts';
import { renderEnvironment } from '../desired/render-environment.ts';
import { diffObject } from '../diff/diff.ts';

let stage: ProvisionerStage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

const cases = shippedClasses.flatMap((shipped) =>
  networkProfiles.map((networkProfile) => [shipped.slug, networkProfile, shipped.spec] as const),
);

test.each(cases)(
  '%s with network profile %s: what the API server returns is what was sent',
  async (slug, profile, spec) => {
    const team = `d${randomUUID().slice(0, 8)}`;
    const manifests = renderEnvironment({
      id: randomUUID(),
      team: { slug: team, name: 'Défauts' },
      slug: 'one',
      namespace: `${team}-one`,
      className: slug,
      classVersion: 1,
      classSpec: { ...spec, networkProfile: profile },
      quota: Object.fromEntries(Object.entries(spec.quota).map(([key, bounds]) => [key, bounds.default])),
      members: [
        { subject: 'o', role: 'owner' },
        { subject: 'd', role: 'developer' },
        { subject: 'v', role: 'viewer' },
      ],
      approvedBy: null,
      platform: { ...defaultPlatform, monitoringNamespace: 'monitoring' },
    });
    for (const manifest of manifests) {
      const kind = managedKind(manifest.kind);
      // The controllers may be first with the default ServiceAccount.
      const isFirst = manifest.kind !== 'ServiceAccount';
      const object = await (isFirst ? stage.admin.create(kind, manifest) : stage.admin.apply(kind, manifest));
      expect(diffObject(manifest, object), `${manifest.kind} ${manifest.metadata.name}`).toEqual([]);
    }
  },
);
