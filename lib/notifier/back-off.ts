const firstSeconds = 30;
const longestSeconds = 3_600;

/**
 * In how many seconds to try again after so many attempts, doubling from half a minute to an hour; null where that would
 * be later than `giveUpSeconds` after the message was written.
 */
export function backOffSeconds(attempts: number, ageSeconds: number, giveUpSeconds: number): number | null {
  const wait = Math.min(longestSeconds, firstSeconds * 2 ** Math.min(attempts - 1, 20));
  return ageSeconds + wait > giveUpSeconds ? null : wait;
}
