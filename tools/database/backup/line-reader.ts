/** Lines of a stream, and the bytes between them, read one after the other. */
export interface LineReader {
  /** The next line without its end; null after the last one. */
  line: () => Promise<string | null>;
  /** All whole lines before the one that is `end`, in pieces as they come; that line itself is passed over. */
  until: (end: string) => AsyncGenerator<Buffer>;
}

const newLine = 10;
// Only lines of our own are read as text; rows may be longer.
const longestLine = 1_000_000;

/** Reads a stream of lines without ever holding more than a piece of it and one line. */
export function createLineReader(stream: AsyncIterable<Buffer>): LineReader {
  const source = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await source.next();
    if (done === true) return false;
    held = held.length === 0 ? value : Buffer.concat([held, value]);
    return true;
  };
  return {
    line: async () => {
      let at = held.indexOf(newLine);
      while (at === -1 && held.length < longestLine && (await more())) at = held.indexOf(newLine);
      if (at === -1 && held.length === 0) return null;
      if (at === -1) throw new Error('a line has no end');
      const text = held.toString('utf8', 0, at);
      held = held.subarray(at + 1);
      return text;
    },
    async *until(end) {
      const first = Buffer.from(`${end}\n`);
      const later = Buffer.from(`\n${end}\n`);
      for (;;) {
        // What is held begins with the beginning of a line.
        if (held.subarray(0, first.length).equals(first)) {
          held = held.subarray(first.length);
          return;
        }
        const at = held.indexOf(later);
        if (at !== -1) {
          const rows = held.subarray(0, at + 1);
          held = held.subarray(at + later.length);
          yield rows;
          return;
        }
        const last = held.lastIndexOf(newLine);
        if (last !== -1) {
          const rows = held.subarray(0, last + 1);
          held = held.subarray(last + 1);
          yield rows;
        }
        if (!(await more())) throw new Error('its end is missing');
      }
    },
  };
}
