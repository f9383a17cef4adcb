import { environmentPath, resizePath, teamPath } from '../portal-paths.ts';
import type { AlertEvent, MessageEvent } from './event.ts';
import { amountSentence, asksForAction, eventTitle } from './words.ts';

/** A message in words: for a mail as it is, for a webhook beside the facts. Links are whole addresses. */
export interface MessageText {
  title: string;
  sentences: string[];
  links: { label: string; href: string }[];
}

/** What a message says; `portal` is the address of the portal without a slash at its end. */
export function messageText(event: MessageEvent, portal: string): MessageText {
  const team = event.team.slug;
  if (event.news === 'test')
    return {
      title: `Test of the alerts of ${event.team.name}`,
      sentences: [`${event.by} asked for it to see that alerts arrive here. Nothing is to be done.`],
      links: [{ label: 'Settings of the alerts', href: `${portal}${teamPath(team, 'alerts/settings')}` }],
    };
  return {
    title: eventTitle(event),
    sentences: [amountSentence(event), ...(asksForAction(event) ? [event.advice] : [])],
    links: linksOf(event).map(({ label, path }) => ({ label, href: `${portal}${path}` })),
  };
}

function linksOf({ team, environment, key, wish, ...event }: AlertEvent): { label: string; path: string }[] {
  const usage =
    environment === null
      ? { label: 'Usage of the team', path: teamPath(team.slug, 'usage') }
      : { label: 'Usage', path: environmentPath(team.slug, environment.slug, 'usage') };
  const alerts = { label: 'All alerts of the team', path: teamPath(team.slug, 'alerts') };
  if (environment === null || wish === null || !asksForAction(event)) return [usage, alerts];
  const path = resizePath(team.slug, environment.slug, { [key]: wish });
  return [{ label: 'Ask for more (the form is filled in)', path }, usage, alerts];
}
