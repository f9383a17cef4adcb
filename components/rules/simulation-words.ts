import type { Simulation } from '#lib/domain/rules/simulate.ts';

const requestsText = (count: number) => (count === 1 ? '1 request' : `${count} requests`);

/** The outcome of a simulation in sentences, the gravest first. */
export function simulationWords(
  result: Simulation,
  days: number,
): { title: string; tone: 'warning' | 'info'; lines: string[] } {
  const { requests, approved, rejectedByPerson, noLongerAutomatic, approvedByPerson, missing, limited } =
    result;
  const lines = [
    rejectedByPerson > 0 &&
      `${requestsText(rejectedByPerson)} that a person rejected would have been approved.`,
    noLongerAutomatic > 0 &&
      `${requestsText(noLongerAutomatic)} that a rule granted would have waited for a person.`,
    approvedByPerson > 0 &&
      `${requestsText(approvedByPerson)} that a person approved would not have had to wait.`,
    missing > 0 && `${requestsText(missing)} would have waited because too little was known.`,
    limited && 'There were more requests; only the newest are looked at.',
    'Use, limits and what the team had are those of then; classes and budgets are those of now.',
  ];
  return {
    title: `Of ${requestsText(requests)} in the last ${days === 1 ? 'day' : `${days} days`} these rules would have approved ${approved}`,
    tone: rejectedByPerson > 0 ? 'warning' : 'info',
    lines: lines.filter((line) => line !== false),
  };
}
