/** Requests that a policy looks at; plurals and subresources as the API server names them. */
export interface RequestRule {
  apiGroups: readonly string[];
  apiVersions: readonly string[];
  resources: readonly string[];
  operations: readonly ('CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT' | '*')[];
}

/** One thing a policy refuses: the CEL expression is true for what may pass. */
export interface PolicyRule {
  /** Short and stable; tests speak of it. */
  name: string;
  expression: string;
  /** What a developer reads: the rule and what to do. */
  message: string;
  /** The same with the offending value, as CEL; `message` stands in where it fails. */
  messageExpression?: string;
}

/** Names to which a policy does not apply. */
export interface Exemptions {
  /** Exact user names: the provisioner, controllers of the cluster. */
  users: readonly string[];
  /** Groups that may break the glass. */
  groups: readonly string[];
}

/** An admission policy of the pack, before it is written out as Kubernetes objects. */
export interface Policy {
  name: string;
  /** One sentence for the page of the portal and the docs. */
  purpose: string;
  /** A boundary always denies; the rules of a class are audited, warned of or denied as the class says. */
  answer: 'deny' | 'as-class-says';
  requests: readonly RequestRule[];
  /** Whether only namespaces that carry our label are looked at. */
  inEnvironmentsOnly: boolean;
  exempt: Exemptions;
  /** Further CEL conditions under which the policy applies at all. */
  conditions: readonly { name: string; expression: string }[];
  /** CEL values that the rules share, in the order in which they build on each other. */
  variables: readonly { name: string; expression: string }[];
  rules: readonly PolicyRule[];
}

/** What an installation chooses for itself. */
export interface PackOptions {
  /** Put before each immutable subject, as the API server's OIDC flags do. */
  subjectPrefix: string;
  /** Groups that the policies do not hold: cluster administrators, never tenants. */
  exemptGroups: readonly string[];
}

/** What an installation gets that says nothing else. */
export const defaultPackOptions: PackOptions = {
  subjectPrefix: 'oidc:',
  exemptGroups: ['system:masters'],
};
