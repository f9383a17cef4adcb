/** A share as people read it: whole percent, rounded down. Ratios are exact to a ten-thousandth, see `quantityRatio`. */
export function percent(ratio: number): string {
  // Times 100 alone makes 28.999… of 0.29.
  return `${Math.floor(Math.round(ratio * 10_000) / 100)} %`;
}
