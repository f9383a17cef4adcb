/** A range of addresses: `bits` is its first address as a number. */
export interface Cidr {
  family: 4 | 6;
  bits: bigint;
  prefix: number;
}

const widths = { 4: 32, 6: 128 } as const;

/** Reads `10.0.0.0/8` or `fd00::/8`; null if it is no range or its address has bits behind the prefix. */
export function parseCidr(text: string): Cidr | null {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length ?? '')) return null;
  const whole = parseAddress(address);
  const prefix = Number(length);
  if (whole === null || prefix > whole.prefix) return null;
  const hostBits = BigInt(whole.prefix - prefix);
  return (whole.bits >> hostBits) << hostBits === whole.bits ? { ...whole, prefix } : null;
}

/** Reads one address, as the range that holds only it; null if it is none. */
export function parseAddress(text: string): Cidr | null {
  const bits = text.includes(':') ? parseVersion6(text) : parseVersion4(text);
  if (bits === null) return null;
  const family = text.includes(':') ? 6 : 4;
  return { family, bits, prefix: widths[family] };
}

function parseVersion4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseVersion6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** Writes the range as Kubernetes wants it: IPv6 in its shortest form. */
export function formatCidr({ family, bits, prefix }: Cidr): string {
  return `${family === 4 ? formatVersion4(bits) : formatVersion6(bits)}/${prefix}`;
}

function formatVersion4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');
}

// The longest run of two zero groups or more becomes `::`; the first of equals (RFC 5952).
function formatVersion6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bits >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  );
  let [start, length] = [0, 0];
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (groups[to] === '0') to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** Whether every address of `inner` is one of `outer`. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const shift = BigInt(widths[outer.family] - outer.prefix);
  return outer.bits >> shift === inner.bits >> shift;
}

/** The addresses of both; two ranges are nested or have none in common. */
export function intersectCidrs(one: Cidr, other: Cidr): Cidr | null {
  if (containsCidr(one, other)) return other;
  return containsCidr(other, one) ? one : null;
}

/** How many addresses of a range are in none of the others; exact. */
export function countOutside(range: Cidr, others: readonly Cidr[]): bigint {
  const inside = others.flatMap((other) => intersectCidrs(range, other) ?? []);
  const largest = inside.filter(
    (one, at) =>
      !inside.some(
        (other, index) => index !== at && containsCidr(other, one) && !sameBefore(other, one, index, at),
      ),
  );
  return largest.reduce((left, one) => left - size(one), size(range));
}

// Of equal ranges the first one counts.
function sameBefore(other: Cidr, one: Cidr, otherAt: number, oneAt: number): boolean {
  return other.prefix === one.prefix && otherAt > oneAt;
}

function size({ family, prefix }: Cidr): bigint {
  return 1n << BigInt(widths[family] - prefix);
}
