import { expect, it } from 'vitest';
import { installCommand } from './policy-pack.ts';

it.each([
  ['oidc:', ['system:masters'], ''],
  ['corp:', ['system:masters'], ' --subject-prefix=corp:'],
  ['oidc:', ['platform', "it's us"], " --exempt-group=platform --exempt-group='it'\\''s us'"],
])('the command for %s and %j names what is not usual', (prefix, groups, options) => {
  expect(installCommand(prefix, groups)).toBe(
    `KUBECONFIG=~/.kube/config npm run cluster:install -- --yes${options}`,
  );
});
