/** A mail of one part of plain text, as our own mails are. */
export interface ReadMail {
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** Reads the source of such a mail: folded headers, and a body in base64, quoted-printable or as it is. */
export function readMail(source: Buffer): ReadMail {
  const raw = source.toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    }),
  );
  return { headers, text: decodeBody(raw.slice(end + 4), headers['content-transfer-encoding'] ?? '') };
}

function decodeBody(body: string, encoding: string): string {
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quoted(body.replace(/=\r\n/g, ''))
        : Buffer.from(body, 'latin1');
  return bytes.toString('utf8').replace(/\r\n/g, '\n');
}

// RFC 2047, as subjects with other letters than ASCII are written; white space between two words is none.
function decodeWords(text: string): string {
  const word = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(word, (_all, kind: string, coded: string) =>
      (kind.toLowerCase() === 'b'
        ? Buffer.from(coded, 'base64')
        : quoted(coded.replaceAll('_', ' '))
      ).toString('utf8'),
    );
}

function quoted(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
