import { type Quantity, quantityToDecimal } from './quantity.ts';

type Measure = 'cpu' | 'bytes' | 'count';

const labels: Record<string, string> = {
  'requests.cpu': 'CPU requests',
  'limits.cpu': 'CPU limits',
  'requests.memory': 'Memory requests',
  'limits.memory': 'Memory limits',
  'requests.ephemeral-storage': 'Scratch disk requests',
  'limits.ephemeral-storage': 'Scratch disk limits',
  'requests.storage': 'Storage requests',
  cpu: 'CPU',
  memory: 'Memory',
  pods: 'Pods',
  services: 'Services',
  'services.nodeports': 'NodePort services',
  'services.loadbalancers': 'LoadBalancer services',
  configmaps: 'ConfigMaps',
  secrets: 'Secrets',
  persistentvolumeclaims: 'Volume claims',
  'count/jobs.batch': 'Jobs',
  'count/cronjobs.batch': 'CronJobs',
  'count/deployments.apps': 'Deployments',
  'count/replicasets.apps': 'ReplicaSets',
  'count/statefulsets.apps': 'StatefulSets',
  'count/ingresses.networking.k8s.io': 'Ingresses',
  'count/serviceaccounts': 'Service accounts',
};

/** What a quota key is called for people; unknown keys keep their own name. */
export function resourceLabel(key: string): string {
  return labels[key] ?? patternLabel(key) ?? key;
}

function patternLabel(key: string): string | null {
  const [, name, what] = /^(.+)\.storageclass\.storage\.k8s\.io\/(.+)$/.exec(key) ?? [];
  if (name !== undefined)
    return what === 'persistentvolumeclaims' ? `Volume claims of class ${name}` : `Storage of class ${name}`;
  const extended = /^requests\.([^/]+\/.+)$/.exec(key)?.[1];
  if (extended !== undefined) return `${extended} requests`;
  const counted = /^count\/(.+)$/.exec(key)?.[1];
  return counted === undefined ? null : `Number of ${counted}`;
}

/** How a key is measured: cores, bytes, or pieces. */
export function measureOf(key: string): Measure {
  if (key === 'cpu' || key.endsWith('.cpu')) return 'cpu';
  if (key === 'memory' || key.endsWith('.memory') || key.endsWith('storage')) return 'bytes';
  return 'count';
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** The amount as people write it: "1.5 CPU", "4 GiB", "9". Rounded for reading only, never for sums. */
export function showQuantity(key: string, quantity: Quantity): string {
  const measure = measureOf(key);
  if (measure === 'bytes') return showBytes(quantity);
  const amount = trim(quantityToDecimal(quantity), 3);
  return measure === 'cpu' ? `${amount} CPU` : amount;
}

function showBytes(quantity: Quantity): string {
  const negative = quantity.nano < 0n;
  const bytes = (negative ? -quantity.nano : quantity.nano) / 1_000_000_000n;
  let unit = 0;
  let step = 1n;
  while (bytes >= step * 1024n && unit < byteUnits.length - 1) {
    step *= 1024n;
    unit += 1;
  }
  const hundredths = ((bytes % step) * 100n) / step;
  const text = trim(`${bytes / step}.${hundredths.toString().padStart(2, '0')}`, 2);
  return `${negative ? '−' : ''}${text} ${byteUnits[unit]}`;
}

function trim(decimal: string, digits: number): string {
  const [whole = '0', fraction = ''] = decimal.replace('-', '−').split('.');
  const kept = fraction.slice(0, digits).replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}
