/** Whether the admission policies in the cluster are the ones of this version of Bailiwick. */
export type PackState = 'installed' | 'outdated' | 'missing' | 'unknown';

/** What is wrong with one object of the pack; `left-over` is one that this version no longer has. */
export interface PackProblem {
  object: string;
  problem: 'missing' | 'changed' | 'left-over';
}

/** What the provisioner found of the admission policies in the cluster. */
export interface PackReport {
  state: PackState;
  /** The version that this Bailiwick brings, for the options that were found. */
  expected: string;
  /** The version that is stamped on what is installed; null where nothing is. */
  found: string | null;
  subjectPrefix: string;
  /** Groups that the policies do not hold. */
  exemptGroups: string[];
  problems: PackProblem[];
}

/** The command that installs the pack or brings it up to date, with the options that are not the usual ones. */
export function installCommand(subjectPrefix: string, exemptGroups: readonly string[]): string {
  const prefix = subjectPrefix === 'oidc:' ? [] : [`--subject-prefix=${quoted(subjectPrefix)}`];
  const usual = exemptGroups.length === 1 && exemptGroups[0] === 'system:masters';
  const groups = usual ? [] : exemptGroups.map((group) => `--exempt-group=${quoted(group)}`);
  return ['KUBECONFIG=~/.kube/config npm run cluster:install -- --yes', ...prefix, ...groups].join(' ');
}

function quoted(text: string): string {
  return /^[A-Za-z0-9:._/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
