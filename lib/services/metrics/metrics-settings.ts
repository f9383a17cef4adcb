import { z } from 'zod';

const most = (fallback: number) => z.coerce.number().int().min(0).max(100_000).default(fallback);

/** The variables of the web server's metrics, described for the reference. */
export const metricsVariables = z.object({
  BAILIWICK_METRICS_TOKEN: z
    .string()
    .optional()
    .describe('Who shows it as a bearer token may read `/api/metrics`; without it nobody may.'),
  BAILIWICK_METRICS_TEAMS: most(300).describe(
    'Up to so many teams each has gauges of its own; of more than that none has, and `bailiwick_teams_untold` says so.',
  ),
  BAILIWICK_METRICS_ENVIRONMENTS: most(300).describe(
    'The same for environments, with `bailiwick_environments_untold`.',
  ),
});

/** Up to how many teams and environments each is told; the error names the variable that is wrong. */
export function readMetricsSettings(env: Record<string, string | undefined>): {
  teams: number;
  environments: number;
} {
  const parsed = metricsVariables.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`The metrics are not configured: ${wrong}`);
  }
  const { BAILIWICK_METRICS_TEAMS: teams, BAILIWICK_METRICS_ENVIRONMENTS: environments } = parsed.data;
  return { teams, environments };
}
