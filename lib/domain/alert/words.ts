import { parseQuantity } from '../quantity.ts';
import { resourceLabel, showQuantity } from '../resource-key.ts';
import { forecastWords } from '../usage/forecast.ts';
import type { AlertEvent } from './event.ts';
import { percentOf } from './level.ts';

type Subject = Pick<AlertEvent, 'team' | 'environment' | 'key'>;

/** Whose key it is: "payments-prod: CPU requests", or the budget's. */
function subjectWords({ team, environment, key }: Subject): string {
  const whose = environment === null ? `Budget of ${team.name}` : environment.namespace;
  return `${whose}: ${resourceLabel(key)}`;
}

/** An alert as it stands: what it was about, and the use of now. */
export interface Standing extends Subject {
  kind: 'usage' | 'forecast';
  /** The highest level that was told, in percent. */
  peak: number;
  used: string;
  hard: string;
  forecast: AlertEvent['forecast'];
  isOpen: boolean;
}

/** One line that tells how an alert stands, or what it was about once it is over. */
export function standingTitle(alert: Standing): string {
  return `${subjectWords(alert)} ${standingWords(alert)}`;
}

function standingWords({ kind, peak, forecast, isOpen, ...use }: Standing): string {
  if (kind === 'forecast') {
    const words = forecast === null ? 'full soon' : forecastWords(forecast);
    return isOpen ? words : `forecast: ${words}`;
  }
  if (!isOpen) return peak === 100 ? 'was full' : `was above ${peak} %`;
  const percent = percentOf({ used: parseQuantity(use.used), hard: parseQuantity(use.hard) });
  return percent >= 100 ? 'full' : `at ${percent} %`;
}

/** One line that tells what happened. */
export function eventTitle(event: AlertEvent): string {
  return `${subjectWords(event)} ${newsWords(event)}`;
}

function newsWords({ news, level, forecast, ...use }: AlertEvent): string {
  const percent = percentOf({ used: parseQuantity(use.used), hard: parseQuantity(use.hard) });
  switch (news) {
    case 'raised':
      return level === 100 ? 'full' : `at ${percent} %`;
    case 'eased':
      return `down to ${percent} %`;
    case 'recovered':
      return `back to ${percent} %`;
    case 'forecast':
      return forecast === null ? 'full soon' : forecastWords(forecast);
    case 'forecast-over':
      return 'no longer about to be full';
  }
}

/** How much of how much: "38 CPU of 40 CPU are in use." */
export function amountSentence({ key, used, hard }: Pick<AlertEvent, 'key' | 'used' | 'hard'>): string {
  const show = (text: string) => showQuantity(key, parseQuantity(text));
  return `${show(used)} of ${show(hard)} are in use.`;
}

/** Whether something is to be done about it. */
export function asksForAction({ news }: Pick<AlertEvent, 'news'>): boolean {
  return news === 'raised' || news === 'forecast';
}
