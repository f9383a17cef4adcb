import { z } from 'zod';
import { decideByRules, type RuleOutcome, reasonWords } from './decide.ts';
import type { RuleFacts } from './facts.ts';
import type { Rule } from './rule.ts';
import { ruledTypes } from './rule-choices.ts';

/** What became of a request: decided by a person, by a rule, taken back, or still waiting. */
const happenings = ['rejected', 'automatic', 'approved', 'withdrawn', 'pending'] as const;
export type Happened = (typeof happenings)[number];

/** A request of the past, with what was known when it was sent; `at` is in milliseconds. */
export interface PastCase {
  number: number;
  /** The environment, as `<team>-<name>`. */
  what: string;
  team: { slug: string; name: string };
  at: number;
  happened: Happened;
  /** Its automatic approvals are counted here and need not be known. */
  facts: Omit<RuleFacts, 'grantedInDay'>;
}

const rowSchema = z.object({
  number: z.int(),
  type: z.enum(ruledTypes),
  what: z.string(),
  team: z.string(),
  at: z.string(),
  happened: z.enum(happenings),
  verdict: z.enum(['approve', 'ask']),
  rule: z.string().nullable(),
  why: z.string(),
});

/** What rules would have made of past requests; it is kept with the rules that were tried. */
export const simulationSchema = z.object({
  requests: z.int(),
  /** There were more requests than are looked at. */
  limited: z.boolean(),
  approved: z.int(),
  /** Left to a person because too little was known. */
  missing: z.int(),
  /** Approved by the rules, rejected by a person; and granted by a rule then, but left to a person by these. */
  rejectedByPerson: z.int(),
  approvedByPerson: z.int(),
  noLongerAutomatic: z.int(),
  byRule: z.array(z.object({ rule: z.string(), approved: z.int() })),
  teams: z.array(z.object({ slug: z.string(), name: z.string(), approved: z.int(), asked: z.int() })),
  /** Where the rules differ from what happened, the gravest first. */
  rows: z.array(rowSchema),
});
export type Simulation = z.infer<typeof simulationSchema>;
export type SimulationRow = z.infer<typeof rowSchema>;

const dayMs = 86_400_000;
const mostRows = 200;

/** Lets the rules decide past requests, in the order in which they were sent. */
export function simulate(rules: readonly Rule[], cases: readonly PastCase[], limited: boolean): Simulation {
  const granted: { team: string; at: number }[] = [];
  const decided = [...cases]
    .sort((one, other) => one.at - other.at || one.number - other.number)
    .map((each) => {
      const grantedInDay = granted.filter(
        ({ team, at }) => team === each.team.slug && at > each.at - dayMs,
      ).length;
      const outcome = decideByRules(rules, { ...each.facts, grantedInDay });
      if (outcome.verdict === 'approve') granted.push({ team: each.team.slug, at: each.at });
      return { each, outcome };
    });
  const count = (fits: (one: (typeof decided)[number]) => boolean) => decided.filter(fits).length;
  const approves = (happened: Happened) =>
    count(({ each, outcome }) => outcome.verdict === 'approve' && each.happened === happened);
  const rows = decided.flatMap(({ each, outcome }) => rowOf(each, outcome));
  return {
    requests: cases.length,
    limited,
    approved: granted.length,
    missing: count(({ outcome }) => outcome.verdict === 'ask' && outcome.missing),
    rejectedByPerson: approves('rejected'),
    approvedByPerson: approves('approved'),
    noLongerAutomatic: rows.filter(({ verdict }) => verdict === 'ask').length,
    byRule: rules
      .filter(({ effect }) => effect === 'approve')
      .map(({ name }) => ({
        rule: name,
        approved: count(({ outcome }) => outcome.verdict === 'approve' && outcome.rule === name),
      })),
    teams: teamsOf(decided),
    rows: rows.sort((one, other) => rank(one) - rank(other) || other.number - one.number).slice(0, mostRows),
  };
}

function teamsOf(decided: readonly { each: PastCase; outcome: RuleOutcome }[]): Simulation['teams'] {
  const teams = new Map<string, Simulation['teams'][number]>();
  for (const { each, outcome } of decided) {
    const team = teams.get(each.team.slug) ?? { ...each.team, approved: 0, asked: 0 };
    if (outcome.verdict === 'approve') team.approved += 1;
    else team.asked += 1;
    teams.set(team.slug, team);
  }
  return [...teams.values()].sort((one, other) => one.slug.localeCompare(other.slug));
}

/** The row of a request that would have gone another way. */
function rowOf({ number, what, team, at, happened, facts }: PastCase, outcome: RuleOutcome): SimulationRow[] {
  const type = ruledTypes.find((each) => each === facts.type);
  const differs = outcome.verdict === 'approve' ? happened !== 'automatic' : happened === 'automatic';
  if (type === undefined || !differs) return [];
  const { verdict, rule } = outcome;
  const why = verdict === 'approve' ? reasonWords(outcome.findings) : askWords(outcome);
  return [
    { number, type, what, team: team.slug, at: new Date(at).toISOString(), happened, verdict, rule, why },
  ];
}

function askWords(outcome: Extract<RuleOutcome, { verdict: 'ask' }>): string {
  if (outcome.obstacle !== null) return outcome.obstacle;
  if (outcome.missing) return 'Too little was known.';
  return outcome.rule === null ? 'No rule fits.' : 'The rule leaves it to a person.';
}

function rank({ happened }: SimulationRow): number {
  return happenings.indexOf(happened);
}
