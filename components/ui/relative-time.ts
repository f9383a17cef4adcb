const units: [name: string, plural: string, seconds: number][] = [
  ['year', 'years', 31_557_600],
  ['month', 'months', 2_629_800],
  ['day', 'days', 86_400],
  ['h', 'h', 3_600],
  ['min', 'min', 60],
  ['s', 's', 1],
];

/** "now", "12 s ago", "3 min ago", "in 23 days": whole units, rounded down. */
export function relativeTime(then: number, now: number): string {
  const seconds = Math.trunc((then - now) / 1000);
  const distance = Math.abs(seconds);
  const unit = units.find(([, , size]) => distance >= size);
  if (!unit) return 'now';
  const count = Math.floor(distance / unit[2]);
  const text = `${count} ${count === 1 ? unit[0] : unit[1]}`;
  return seconds < 0 ? `${text} ago` : `in ${text}`;
}

/** "2026-11-24 00:22:28 UTC": the same on server and browser, and the same for everyone who talks about it. */
export function exactTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
