import { z } from 'zod';
import { type Cidr, containsCidr, formatCidr, parseAddress, parseCidr } from './network/cidr.ts';

/** Cloud metadata: no profile and no exception may ever reach it. */
export const metadataAddresses = ['169.254.169.254', 'fd00:ec2::254'] as const;

/** What `open-egress` opens, before exceptions: all of IPv4, and of IPv6 what is routed in the internet. */
export const internetRanges = ['0.0.0.0/0', '2000::/3'] as const;

const holdsMetadata = (range: Cidr) =>
  metadataAddresses.some((address) => {
    const one = parseAddress(address);
    return one !== null && containsCidr(range, one);
  });

const range = z
  .string()
  .trim()
  .transform((text, context) => {
    const cidr = parseCidr(text);
    if (cidr !== null) return formatCidr(cidr);
    const message = `${text || 'An empty text'} is not a range. Write one like 10.0.0.0/8, with zeros behind the prefix.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

// An exception as wide as the whole block would be refused by the API server, or leave nothing to open.
const privateRange = range.refine(
  (text) =>
    !internetRanges.some((whole) => {
      const [outer, inner] = [parseCidr(text), parseCidr(whole)];
      return outer !== null && inner !== null && containsCidr(outer, inner);
    }),
  'This range holds the whole internet: nothing would be left for open-egress.',
);

const endpoint = z.strictObject({
  cidr: range.superRefine((text, context) => {
    const cidr = parseCidr(text);
    if (cidr === null) return;
    if (holdsMetadata(cidr))
      context.addIssue({
        code: 'custom',
        message: 'This range holds a cloud metadata address, which stays denied.',
      });
    if (cidr.prefix < (cidr.family === 4 ? 16 : 48))
      context.addIssue({
        code: 'custom',
        message: 'This range is too wide for API servers: at least /16, or /48 for IPv6.',
      });
  }),
  port: z
    .int('Give a port from 1 to 65535.')
    .min(1, 'A port is at least 1.')
    .max(65_535, 'A port is at most 65535.'),
});

const namespaceName = z
  .string()
  .trim()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'Write a namespace name like ingress-nginx.');

const nodeAddress = z
  .string()
  .trim()
  .transform((text, context) => {
    const address = parseAddress(text);
    if (address !== null && !holdsMetadata(address)) return formatCidr(address).replace(/\/\d+$/, '');
    const message =
      address === null
        ? 'Write one address like 169.254.20.10, or leave it empty.'
        : 'This is a cloud metadata address, which stays denied.';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const labelName = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

/** Facts of the cluster that admins keep; every environment is rendered with them. Lists are canonical: sorted, no doubles. */
export const platformSettingsSchema = z.strictObject({
  /** Put before each immutable subject, as the API server's OIDC flags do. */
  subjectPrefix: z
    .string()
    .trim()
    .regex(
      /^(?!system:)[a-z0-9][A-Za-z0-9:/._-]{0,120}[:#/]$/,
      'Write a prefix like oidc: that does not begin with system:',
    ),
  /** Where the cluster's DNS runs, and the labels of its pods: never empty, or the whole namespace would be open. */
  dnsNamespace: namespaceName,
  dnsLabels: z
    .record(
      z.string().regex(labelName, 'Write labels like k8s-app=kube-dns.'),
      z.string().regex(labelValue, 'Write labels like k8s-app=kube-dns.'),
    )
    .refine((labels) => Object.keys(labels).length > 0, 'Name at least one label of the DNS pods.')
    .refine((labels) => Object.keys(labels).length <= 8, 'At most 8 labels.'),
  /** Address of the node-local DNS cache; null where there is none. */
  nodeLocalDns: nodeAddress.nullable(),
  /** Namespace of the ingress controller, which may reach every environment. */
  ingressNamespace: namespaceName,
  /** Namespace whose pods may scrape every environment; null where there is none. */
  monitoringNamespace: namespaceName.nullable(),
  /** Where pods reach the API server; none: they can't. */
  apiServers: z
    .array(endpoint)
    .max(16, 'At most 16 API server addresses.')
    .transform((all) => distinct(all, ({ cidr, port }) => `${cidr}:${port}`)),
  /** What `open-egress` must never reach: the cluster's own and private networks. */
  privateRanges: z
    .array(privateRange)
    .min(1, 'Name at least one range: pods and nodes have addresses.')
    .max(64, 'At most 64 ranges.')
    .transform((all) => distinct(all, (text) => text)),
});
export type PlatformSettings = z.infer<typeof platformSettingsSchema>;

function distinct<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const named = new Map(all.map((one) => [keyOf(one), one]));
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** What holds until somebody says otherwise: version 0, a local or unconfigured cluster. */
export const defaultPlatform: PlatformSettings = {
  subjectPrefix: 'oidc:',
  dnsNamespace: 'kube-system',
  dnsLabels: { 'k8s-app': 'kube-dns' },
  nodeLocalDns: '169.254.20.10',
  ingressNamespace: 'ingress-nginx',
  monitoringNamespace: null,
  apiServers: [],
  privateRanges: ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'],
};
