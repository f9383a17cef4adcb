import { allowedConnections } from '#lib/domain/network/oracle.test-fixture.ts';
import { labelsFor, matchesLabels } from '#lib/domain/network/selector.ts';
import {
  evaluatedConnections,
  podLabels,
  policyLists,
  selectors as selectorTexts,
  worlds,
} from '#lib/domain/network/worlds.test-fixture.ts';
import { target } from '../target.ts';

export const reachability = target(
  'reachability',
  'who reaches whom is said exactly as the specification of network policies, written naively, says it',
  [policyLists, worlds],
  (policies, world) => {
    const [found, expected] = [evaluatedConnections(policies, world), allowedConnections(policies, world)];
    return found.size === expected.size && [...found].every((name) => expected.has(name));
  },
);

export const selectors = target(
  'selectors',
  'labels made for a selector fit it, and a selector never fits labels that lack what it demands',
  [selectorTexts, podLabels],
  (selector, labels) => {
    const made = labelsFor(selector, labels);
    const wanted = Object.entries(selector.matchLabels ?? {});
    const lacks = wanted.some(([key, value]) => labels[key] !== value);
    return (made === null || matchesLabels(selector, made)) && !(lacks && matchesLabels(selector, labels));
  },
);
