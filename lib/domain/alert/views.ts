import type { WayOut } from './propose-quota.ts';
import type { AlertSettings } from './settings.ts';

/** An alert of a team, with the use of now while it is open; times are ISO 8601 in UTC. */
export interface AlertView {
  id: string;
  kind: 'usage' | 'forecast';
  team: { slug: string; name: string };
  environment: { slug: string; namespace: string } | null;
  /** "payments-prod: CPU requests at 95 %" */
  title: string;
  isFull: boolean;
  /** How much of how much. */
  text: string;
  /** What can be done; null once it is over. A request is offered to who may make it. */
  wayOut: WayOut | null;
  openedAt: string;
  closedAt: string | null;
  /** How it ended; null while it is open. */
  endText: string | null;
}

/** What is open in all teams of a person, the worst first; the first of them only. */
export interface OpenAlerts {
  total: number;
  items: Pick<AlertView, 'id' | 'kind' | 'team' | 'title' | 'isFull'>[];
}

/** A message on its way or at its end, as the team sees it; times are ISO 8601 in UTC. */
export interface MessageView {
  id: string;
  title: string;
  /** An e-mail address, or the address of a webhook. */
  receiver: string;
  state: 'waiting' | 'delivered' | 'given-up';
  /** Why the last attempt failed. */
  problem: string | null;
  attempts: number;
  at: string;
}

/** How a team is told, as its members see it. */
export interface AlertSettingsView extends AlertSettings {
  /** 0 while the defaults hold. */
  version: number;
  webhooks: { id: string; url: string; createdAt: string }[];
  /** The newest messages, at most 20. */
  messages: MessageView[];
  /** Whether a notifier runs, and whether its operator lets it send mails. */
  notifier: 'down' | 'without-mail' | 'with-mail';
}
