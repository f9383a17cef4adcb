/** Finds the lines in pieces of a stream. */
export interface LineSplitter {
  feed: (piece: Buffer) => void;
  /** The stream is over: what is left is a line, too. */
  end: () => void;
}

/** Hands over each line that is not empty, as soon as its end is there. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    feed: (piece) => {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') onLine(line);
    },
    end: () => {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}
