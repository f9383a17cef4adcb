export type ApprovalPlace = {
  selected: number | undefined;
  previous: number | undefined;
  next: number | undefined;
  /** Which one comes into view after a decision. */
  after: number | undefined;
};

/** Where the selected request stands in the list: the one asked for, else the first. */
export function approvalPlace(numbers: readonly number[], wanted: number | undefined): ApprovalPlace {
  const selected = wanted ?? numbers[0];
  const at = selected === undefined ? -1 : numbers.indexOf(selected);
  const next = numbers[at + 1];
  const previous = at > 0 ? numbers[at - 1] : undefined;
  return { selected, previous, next, after: next ?? previous };
}

/** A request number from the address; undefined for anything else. */
export function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
