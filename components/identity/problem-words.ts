import type { GroupProblem } from '#lib/domain/identity/read-groups.ts';

/** Why groups give nothing, in words for the person and for whoever looks after the provider. */
export const problemWords: Record<GroupProblem, string> = {
  missing: 'The identity provider sent no groups. It has to be set up to send them in the id token.',
  overage:
    'There are more groups than the identity provider sends at once. It has to send fewer, for example only those of this application.',
  'too-many': 'The identity provider sent more groups than are read.',
  malformed: 'The identity provider sent groups in a form that is not a plain list of names.',
  refused: 'The identity provider vouches no more for any sign-in. Signing in again brings the groups back.',
};
