/** What is told of an address that no route answers. */
export const noRoute = 'other';

/**
 * Finds the route of a path among patterns like `/teams/[team]` and `/api/auth/[...rest]`; of several that fit, the one whose
 * first different segment is written out. Files of the build are `static`, and what fits none is `other`, so that whoever asks
 * for made-up addresses makes no new label.
 */
export function routeMatcher(patterns: readonly string[]): (path: string) => string {
  const routes = patterns
    .map((pattern) => ({ pattern, segments: segmentsOf(pattern) }))
    .sort((one, other) => rank(one.segments).localeCompare(rank(other.segments)));
  return (path) => {
    if (path.startsWith('/_next/')) return 'static';
    const asked = segmentsOf(path);
    return routes.find(({ segments }) => fits(segments, asked))?.pattern ?? noRoute;
  };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

const isRest = (segment: string) => segment.startsWith('[...');
const isOpen = (segment: string) => segment.startsWith('[');

function rank(segments: readonly string[]): string {
  return segments.map((segment) => (isRest(segment) ? '2' : isOpen(segment) ? '1' : '0')).join('');
}

function fits(pattern: readonly string[], asked: readonly string[]): boolean {
  const hasRest = pattern.some(isRest);
  if (hasRest ? asked.length < pattern.length : asked.length !== pattern.length) return false;
  return pattern.every((segment, index) => isOpen(segment) || segment === asked[index]);
}
