import { variableProperties } from '#tools/deploy/configuration-document.ts';

type Schema = Record<string, unknown>;

/** What the chart sets by itself, so that `env` does not take it. */
const ownVariables = new Set([
  ...['DATABASE_URL', 'KUBECONFIG', 'HOST', 'METRICS_PORT', 'BAILIWICK_REPLICA'],
  ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'NEXTAUTH_URL', 'NEXTAUTH_SECRET'],
  ...['BAILIWICK_ADMINS', 'BAILIWICK_AUDITORS', 'BAILIWICK_SUBJECT_PREFIX', 'BAILIWICK_INGRESS_NAMESPACE'],
  ...['BAILIWICK_METRICS_TOKEN', 'BAILIWICK_PORTAL_URL', 'SMTP_URL', 'MAIL_FROM'],
]);

const text: Schema = { type: 'string' };
const needed: Schema = { type: 'string', minLength: 1 };
const flag: Schema = { type: 'boolean' };
const map: Schema = { type: 'object', additionalProperties: text };
const anything: Schema = { type: 'object' };
const address: Schema = { type: 'string', pattern: '^https?://[^/\\s]+' };
// Nothing that a CEL text or YAML would read as its own.
const plainName = '[A-Za-z0-9:._/@-]';

const list = (items: Schema, minItems = 0): Schema => ({ type: 'array', items, minItems });
const count = (minimum: number, maximum = 1000): Schema => ({ type: 'integer', minimum, maximum });
const object = (properties: Record<string, Schema>, more: Schema = {}): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
  ...more,
});
// An object with a property called `then` would look like a promise.
const ifEnabled = (properties: Record<string, Schema>): Schema =>
  Object.fromEntries([
    ['if', { properties: { enabled: { const: true } } }],
    ['then', { properties }],
  ]);
const secretKey = object({ name: needed, key: needed });
const optionalSecretKey = object({ name: text, key: needed });
const resources: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['requests', 'limits'],
  properties: { requests: quantities(), limits: quantities() },
};

function quantities(): Schema {
  return { type: 'object', additionalProperties: { type: ['string', 'number'] } };
}

/** The values of a process that all of them have. */
function processValues(name: string, least: number, more: Record<string, Schema> = {}): Schema {
  const free = Object.entries(variableProperties(name)).filter(([variable]) => !ownVariables.has(variable));
  return object({
    replicas: count(least),
    resources,
    env: { type: 'object', additionalProperties: false, properties: Object.fromEntries(free) },
    nodeSelector: map,
    tolerations: list(anything),
    priorityClassName: text,
    ...more,
  });
}

const places = (to: Schema) => object({ to, ports: list(count(1, 65_535), 1) });
const mustBeSaid = ['database', 'identityProvider', 'apiServer'] as const;

/** Where pods may go: what the cluster can not know must be said, unless the policies are off. */
function networkPolicy(): Schema {
  const peers = list(anything);
  const said = Object.fromEntries(
    mustBeSaid.map((name) => [name, { properties: { to: { minItems: 1 } } }] as const),
  );
  return object(
    {
      enabled: flag,
      portalFrom: list(anything, 1),
      metricsFrom: list(anything, 1),
      dns: places(list(anything, 1)),
      database: places(peers),
      identityProvider: places(peers),
      apiServer: places(peers),
      traces: places(peers),
      messages: places(list(anything, 1)),
    },
    ifEnabled(said),
  );
}

/** The content of deploy/chart/values.schema.json. */
export function valuesSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of the Bailiwick chart',
    ...object({
      image: object({
        repository: needed,
        tag: text,
        digest: { type: 'string', pattern: '^(sha256:[0-9a-f]{64})?$' },
        pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
        pullSecrets: list(needed),
      }),
      portal: object({ url: address, admins: list(needed), auditors: list(needed) }),
      oidc: object({ issuer: address, clientId: needed, clientSecret: secretKey }),
      session: object({ secret: secretKey }),
      database: object({
        ...{ owner: secretKey, web: secretKey, provisioner: secretKey },
        ...{ conformance: secretKey, notifier: secretKey },
      }),
      certificateAuthority: object({ configMap: text, key: needed }),
      cluster: object({
        server: { type: 'string', pattern: '^https://' },
        subjectPrefix: { type: 'string', pattern: `^${plainName}+$` },
        exemptGroups: list({ type: 'string', pattern: `^${plainName}+$` }, 1),
        ingressNamespace: needed,
      }),
      web: processValues('web', 2, {
        autoscaling: object({ enabled: flag, maxReplicas: count(2), cpuPercent: count(1, 100) }),
      }),
      provisioner: processValues('provisioner', 2),
      conformance: processValues('conformance', 1),
      notifier: processValues('notifier', 1, { smtp: object({ name: text, key: needed, from: text }) }),
      migration: object({ resources, deadlineSeconds: count(60, 86_400) }),
      service: object({ port: count(1, 65_535) }),
      ingress: object({ enabled: flag, className: text, annotations: map, tlsSecret: text }),
      httpRoute: object(
        { enabled: flag, parentRefs: list({ type: 'object', required: ['name'] }) },
        ifEnabled({ parentRefs: { minItems: 1 } }),
      ),
      networkPolicy: networkPolicy(),
      monitoring: object({
        serviceMonitors: flag,
        rules: flag,
        labels: map,
        interval: { type: 'string', pattern: '^[0-9]+(s|m)$' },
        webToken: optionalSecretKey,
      }),
      // Helm's own, of which there are none.
      global: anything,
    }),
    required: ['image', 'portal', 'oidc', 'database', 'web', 'provisioner', 'networkPolicy'],
  };
}
