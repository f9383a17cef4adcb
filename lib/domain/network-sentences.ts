import type { ClassSpec } from './environment-class.ts';

/** What the network policies of a class allow and deny, in the order in which people ask. */
export function networkSentences(
  { networkProfile, stage }: Pick<ClassSpec, 'networkProfile' | 'stage'>,
  teamName: string,
): string[] {
  const sentences = [
    'Everything that is not named here is denied, in both directions.',
    'Pods reach each other inside this environment.',
    'Pods can look up names through the cluster’s DNS.',
    'The ingress controller can reach the pods, so that Ingresses work.',
  ];
  if (networkProfile === 'team')
    sentences.push(`Pods reach, and are reached by, the other ${stage} environments of ${teamName}.`);
  if (networkProfile === 'open-egress')
    sentences.push(
      'Pods can open connections to the internet, but not to private networks or cloud metadata.',
    );
  else sentences.push('Pods can’t open connections to the internet.');
  return sentences;
}
