/** One message of PostgreSQL's protocol, as bytes; `type` is empty for the first ones of a connection, which have none. */
export interface SqlMessage {
  type: string;
  bytes: Buffer;
}

/** Cuts a byte stream into messages. `isBare` says whether the next one comes without a type, as start-up packets do. */
export function createMessageReader(isBare: () => boolean): (piece: Buffer) => SqlMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const messages: SqlMessage[] = [];
    for (;;) {
      const head = isBare() && messages.length === 0 ? 0 : 1;
      if (rest.length < head + 4) return messages;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return messages;
      messages.push({ type: head === 0 ? '' : rest.toString('latin1', 0, 1), bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
    }
  };
}

/** Tells the statement of a turn on one connection, also where the client only names one that it had prepared before. */
export function createStatementReader(): (turn: readonly SqlMessage[]) => string {
  const prepared = new Map<string, string>();
  return (turn) => {
    const texts = turn.flatMap(({ type, bytes }) => {
      if (type === 'Q') return [textAt(bytes, 5).text];
      if (type !== 'P') return [];
      const name = textAt(bytes, 5);
      const { text } = textAt(bytes, name.end);
      if (name.text !== '') prepared.set(name.text, text);
      return [text];
    });
    if (texts.length > 0) return texts.join('');
    const bind = turn.find(({ type }) => type === 'B');
    if (bind === undefined) return '';
    return prepared.get(textAt(bind.bytes, textAt(bind.bytes, 5).end).text) ?? '';
  };
}

function textAt(bytes: Buffer, from: number): { text: string; end: number } {
  const end = bytes.indexOf(0, from);
  return { text: bytes.toString('utf8', from, end), end: end + 1 };
}

/** A simple query that fails with that error of PostgreSQL. */
export function failingQuery({ code, message }: { code: string; message: string }): Buffer {
  const text = `DO $$BEGIN RAISE EXCEPTION USING ERRCODE = '${code}', MESSAGE = '${message}'; END$$`;
  const body = Buffer.from(`${text}\0`);
  const bytes = Buffer.alloc(5);
  bytes.write('Q', 'latin1');
  bytes.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([bytes, body]);
}
