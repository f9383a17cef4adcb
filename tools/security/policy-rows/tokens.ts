import { type Act, post } from '../act-as.ts';
import { administrator, mallory, type PolicyWorld } from '../policy-world.ts';
import { type PolicyRow, rowsOf } from './row.ts';

function secret(namespace: string, type: string, annotations: Record<string, string> = {}): Act {
  const metadata = { name: 'kept', namespace, annotations };
  return post(`/api/v1/namespaces/${namespace}/secrets`, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type,
  });
}

export function accountTokensRows({ home, audited, plain, owner }: PolicyWorld): PolicyRow[] {
  const lasting = (namespace: string) =>
    secret(namespace, 'kubernetes.io/service-account-token', {
      'kubernetes.io/service-account.name': 'default',
    });
  const refused = /never expire/;
  return rowsOf('account-tokens', [
    ['lasting', 'a token that outlives its membership', mallory, lasting(home), refused],
    ['lasting', 'the same by the owner of the team', owner, lasting(home), refused],
    ['lasting', 'the same where the class only audits', mallory, lasting(audited), refused],
    ['lasting', 'a secret of one’s own', owner, secret(home, 'Opaque'), null],
    ['group system:masters', 'an administrator breaks the glass', administrator, lasting(home), null],
    ['', 'a namespace that is no environment', mallory, lasting(plain), null],
  ]);
}
