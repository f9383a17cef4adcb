/** Keeps one copy of texts that many objects share. */
export interface InternTable {
  /** The shared copy; each `take` is to be undone by one `drop`. */
  take: (text: string) => string;
  drop: (text: string) => void;
  /** How many texts there are, and how many bytes they have together (most are ASCII, of one byte a character). */
  size: () => { texts: number; bytes: number };
}

/** Most environments of a class have the same policies, and the objects of one environment the same labels. */
export function createInternTable(): InternTable {
  const entries = new Map<string, { text: string; uses: number }>();
  let bytes = 0;
  return {
    take: (text) => {
      const entry = entries.get(text);
      if (entry === undefined) {
        entries.set(text, { text, uses: 1 });
        bytes += text.length;
        return text;
      }
      entry.uses += 1;
      return entry.text;
    },
    drop: (text) => {
      const entry = entries.get(text);
      if (entry === undefined) return;
      entry.uses -= 1;
      if (entry.uses > 0) return;
      entries.delete(text);
      bytes -= text.length;
    },
    size: () => ({ texts: entries.size, bytes }),
  };
}
