import { z } from 'zod';
import { stages } from '../class-choices.ts';
import { findQuantity } from '../quantity.ts';
import { ruledTypes, ruleEffects } from './rule-choices.ts';

const slug = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'Write short names, like payments.');
const amount = z
  .string('Write an amount like 8 or 16Gi.')
  .max(40, 'This amount is too long.')
  .refine((text) => (findQuantity(text)?.nano ?? -1n) >= 0n, 'Write an amount like 8 or 16Gi.');
const percent = z.int('Write whole percent, like 25.').min(0, 'Not below 0 %.').max(1000, 'At most 1000 %.');

const useSchema = z
  .strictObject({
    /** By the last so many days. */
    days: z.int('Write how many days, like 7.').min(1, 'At least one day.').max(30, 'At most 30 days.'),
    atLeast: percent.nullable(),
    atMost: percent.nullable(),
  })
  .refine(({ atLeast, atMost }) => atLeast !== null || atMost !== null, {
    message: 'Say at least or at most how much.',
    path: ['atLeast'],
  });

const ruleFields = z.strictObject({
  name: z.string('Give it a name.').trim().min(1, 'Give it a name.').max(60, 'At most 60 characters.'),
  effect: z.enum(ruleEffects),
  types: z.array(z.enum(ruledTypes)).max(ruledTypes.length),
  /** Only where the class itself says that it may be granted within the budget. */
  classAllows: z.boolean(),
  classes: z.array(slug).max(50, 'At most 50 classes.'),
  stages: z.array(z.enum(stages)).max(stages.length),
  teams: z.array(slug).max(200, 'At most 200 teams.'),
  /** Quota key → the most that the environment may have afterwards. */
  maxAmounts: z.record(z.string().regex(/^[a-z0-9][a-z0-9./-]{0,252}$/, 'This is not a quota key.'), amount),
  /** No limit may grow by more than this share of what it is, in percent. */
  maxGrowth: percent.nullable(),
  /** 95 % of the time the use of each limit that changes was at least, or at most, this share of it, in percent. */
  use: useSchema.nullable(),
  /** Of each key that grows at most this share of the team's budget is granted afterwards, in percent. */
  maxBudget: percent.max(100, 'At most 100 %.').nullable(),
  /** Fewer automatic approvals than this for the team in the 24 hours before. */
  dailyLimit: z.int('Write a number.').min(1, 'At least one.').max(1000, 'At most 1000.').nullable(),
});

/** Conditions that all have to hold, and what happens then. An empty list and null are no condition. */
export type Rule = z.infer<typeof ruleFields>;

/** One rule. */
export const ruleSchema = ruleFields.refine((rule) => rule.effect === 'ask' || hasCondition(rule), {
  message: 'A rule that approves needs a condition.',
  path: ['name'],
});

/** The rules in the order in which they are asked; the first whose conditions hold decides. */
export const rulesSchema = z
  .array(ruleSchema)
  .max(30, 'At most 30 rules.')
  .superRefine((rules, context) => {
    rules.forEach(({ name }, index) => {
      if (rules.findIndex((each) => each.name === name) < index)
        context.addIssue({ code: 'custom', message: 'Another rule has this name.', path: [index, 'name'] });
    });
  });

function hasCondition(rule: Rule): boolean {
  const lists = [rule.types, rule.classes, rule.stages, rule.teams, Object.keys(rule.maxAmounts)];
  const others = [rule.maxGrowth, rule.use, rule.maxBudget];
  return rule.classAllows || lists.some(({ length }) => length > 0) || others.some((each) => each !== null);
}

/** A rule without a condition, to begin with. */
export const emptyRule: Rule = {
  name: '',
  effect: 'approve',
  types: [],
  classAllows: false,
  classes: [],
  stages: [],
  teams: [],
  maxAmounts: {},
  maxGrowth: null,
  use: null,
  maxBudget: null,
  dailyLimit: null,
};

/** What holds until an admin writes other rules: a class may say that it needs no decision within the budget. */
export const builtInRules: readonly Rule[] = [
  { ...emptyRule, name: 'Class within budget', classAllows: true },
];
