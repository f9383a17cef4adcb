/** By which the replay is known: it takes the place of the cluster that was recorded. */
export const replayedCluster = 'replay';

/** One environment as an API server answered it, and the environments that are to be made of it. */
export interface Recording {
  /** Of the recorded environment. */
  team: string;
  slug: string;
  id: string;
  /** Its objects by plural, each as JSON of the API server. */
  objects: Record<string, string[]>;
  /** Team, environment and id of each copy. */
  copies: [team: string, slug: string, id: string][];
}

/** An object of a copy. */
export interface Copied {
  text: string;
  namespace: string;
  name: string;
}

/** All objects of one kind, made of the recorded ones when they are asked for: nothing is kept of them. */
export interface CopiedKind {
  count: number;
  at: (index: number) => Copied;
  /** Where an object is among them; −1 if it is no copy. */
  find: (namespace: string, name: string) => number;
}

/** Gives the objects of that plural for each copy. Versions and UIDs follow from the place, so they are the same each time. */
export function copyKind(recording: Recording, plural: string): CopiedKind {
  const templates = (recording.objects[plural] ?? []).map((text) => divide(text, recording));
  const { copies } = recording;
  const namespaceOf = ([team, slug]: Recording['copies'][number]) => `${team}-${slug}`;
  const places = new Map(copies.map((copy, index) => [namespaceOf(copy), index]));
  const at = (index: number): Copied => {
    const copy = copies[Math.floor(index / templates.length)];
    const template = templates[index % templates.length];
    if (copy === undefined || template === undefined) throw new RangeError(`There is no object ${index}.`);
    const [team, slug, id] = copy;
    const namespace = namespaceOf(copy);
    const uid = uidOf(plural === 'namespaces' ? namespace : `${plural}/${index}`);
    const values: Record<Part, string> = { team, slug, id, namespace, uid, version: String(index + 1) };
    const text = template.parts
      .map((part, place) => (place % 2 === 0 ? part : values[part as Part]))
      .join('');
    return { text, namespace, name: template.name ?? namespace };
  };
  return {
    count: copies.length * templates.length,
    at,
    find: (namespace, name) => {
      const place = places.get(namespace);
      const template = templates.findIndex((each) => (each.name ?? namespace) === name);
      return place === undefined || template < 0 ? -1 : place * templates.length + template;
    },
  };
}

/** The UID of a namespace's copy, or of another text: in the form that UIDs have. */
export function uidOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of text)
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & mask;
  const digits = hash.toString(16).padStart(16, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8000-${digits.slice(4, 16)}`;
}

const mask = 0xffffffffffffffffn;
type Part = 'team' | 'slug' | 'id' | 'namespace' | 'uid' | 'version';

// Every second part names what stands there.
function divide(text: string, { team, slug, id }: Recording): { parts: string[]; name: string | null } {
  const { metadata } = JSON.parse(text) as {
    metadata: { name: string; uid: string; resourceVersion: string };
  };
  const namespace = `${team}-${slug}`;
  const marks: [text: string, part: Part][] = [
    [namespace, 'namespace'],
    [team, 'team'],
    [`"${slug}"`, 'slug'],
    [id, 'id'],
    [metadata.uid, 'uid'],
    [`"${metadata.resourceVersion}"`, 'version'],
  ];
  const quoted = new Set<Part>(['slug', 'version']);
  let parts = [text];
  for (const [mark, part] of marks)
    parts = parts.flatMap((piece, place) => {
      if (place % 2 === 1) return [piece];
      const [first = '', ...rest] = piece.split(mark);
      const quote = quoted.has(part) ? '"' : '';
      return rest.reduce(
        (found, after) => [...found.slice(0, -1), `${found.at(-1)}${quote}`, part, `${quote}${after}`],
        [first],
      );
    });
  return { parts, name: metadata.name === namespace ? null : metadata.name };
}
