import { parseArgs } from 'node:util';
import { defaultPackOptions, type PackOptions } from '#lib/provisioner/policies/policy.ts';
import { failure } from '#tools/process/failure.ts';

/** What the person asked for on the command line. */
export interface InstallOptions {
  help: boolean;
  yes: boolean;
  pack: PackOptions;
}

export const usage = `Usage: KUBECONFIG=… npm run cluster:install -- [options]

Installs what Bailiwick needs in a cluster, and brings it up to date: its namespace, its roles, its admission policies.

  --yes                  do it; without this, only say on which cluster it would act
  --subject-prefix TEXT  what the API server's OIDC flags put before each user (default: ${defaultPackOptions.subjectPrefix})
  --exempt-group NAME    a group that the policies do not hold, for administrators; may be repeated
                         (default: ${defaultPackOptions.exemptGroups.join(', ')})
  --help                 this text`;

// Everybody is in one of these, so an exemption would be none.
const everybody = /^system:(authenticated|unauthenticated|serviceaccounts(:.*)?)$/;

/** Reads the command line; a wrong option is a failure that shows the usage. */
export function parseOptions(args: string[]): InstallOptions {
  const values = parse(args);
  const { subjectPrefix, exemptGroups } = {
    subjectPrefix: values['subject-prefix'] ?? defaultPackOptions.subjectPrefix,
    exemptGroups: values['exempt-group'] ?? defaultPackOptions.exemptGroups,
  };
  if (subjectPrefix === '' || subjectPrefix.startsWith('system:'))
    throw failure(
      '--subject-prefix can’t be empty or begin with “system:”: those names belong to the cluster.',
    );
  const open = exemptGroups.find((group) => group.trim() === '' || everybody.test(group));
  if (open !== undefined)
    throw failure(
      `--exempt-group can’t be “${open}”: tenants are in it, and the policies would hold nobody.`,
    );
  return { help: values.help, yes: values.yes, pack: { subjectPrefix, exemptGroups } };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        'subject-prefix': { type: 'string' },
        'exempt-group': { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    throw failure(`${error instanceof Error ? error.message : error}\n\n${usage}`, error);
  }
}
