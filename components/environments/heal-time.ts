import { durationText } from '#components/ui/duration-text.ts';

/** How long something stayed as somebody made it, in words. Both times are ISO 8601. */
export function healTime(from: string, to: string): string {
  return durationText(Date.parse(to) - Date.parse(from));
}
