import { patch, post } from '../act-as.ts';
import { conformance, mallory, type PolicyWorld, tenant } from '../policy-world.ts';
import { type PolicyRow, rowsOf } from './row.ts';

/** The conformance checks and the user as whom they try things have every right in this world, as all others have. */
export function conformanceFenceRows({ home, plain }: PolicyWorld): PolicyRow[] {
  const configMaps = (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps`;
  const configMap = (namespace: string) => post(configMaps(namespace), { metadata: { name: 'tried' } });
  // An update, since the quota counts each try to create what is there already until it is recounted.
  const change = patch(`${configMaps(home)}/old`, { metadata: { annotations: { change: 'made' } } });
  const made = rowsOf('conformance-fence', [
    ['dry-run', 'a change made', tenant, change, /never make it/],
    ['dry-run', 'a change made by the checks', conformance, change, /never make it/],
  ]);
  return [
    ...made.map((row) => ({ ...row, forReal: true })),
    ...rowsOf('conformance-fence', [
      ['inside', 'a change tried elsewhere', tenant, configMap(plain), /in namespaces of environments only/],
      ['is-conformance', 'others are not held', mallory, configMap(plain), null],
      ['', 'a change tried', tenant, configMap(home), null],
    ]),
  ];
}
