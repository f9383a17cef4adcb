import { Gauge, type Registry } from 'prom-client';
import type { UsageSeries } from '#lib/data/clusters/usage-series.ts';

/** Figures of the whole portal, with what they mean. */
const figures = {
  bailiwick_requests_pending: 'Requests that wait for a decision',
  bailiwick_environments_live: 'Environments whose namespace is not gone',
  bailiwick_environments_ready: 'Live environments whose Ready condition is True',
  bailiwick_environments_stalled: 'Live environments that need somebody, since trying again does not help',
  bailiwick_environments_behind: 'Live environments whose newest change no pass has taken up yet',
  bailiwick_environments_untold:
    'Live environments of which no single one is told, being more than BAILIWICK_METRICS_ENVIRONMENTS',
  bailiwick_teams_untold: 'Teams of which no single one is told, being more than BAILIWICK_METRICS_TEAMS',
  bailiwick_drift_open: 'Drift that was found and not put back yet',
  bailiwick_identity_silent_seconds:
    'For how long the identity provider has not answered when asked again about a sign-in; 0 when it answers',
  bailiwick_provisioner_replicas_alive: 'Replicas of the provisioner with a sign of life in the last 15 s',
} as const;

/** A value for each of the figures. */
export type Figures = Record<keyof typeof figures, number>;

/** The gauges that are filled from the database when somebody asks. */
export interface DatabaseGauges {
  fill: (values: Figures, usage: readonly UsageSeries[]) => void;
}

/**
 * Adds what is read from the database to a registry. Every web server tells the same, so queries take the maximum over them. Teams and
 * environments are told by their short names, quantities in base units: cores, bytes, objects.
 */
export function addDatabaseGauges(registry: Registry): DatabaseGauges {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const single = Object.entries(figures).map(
    ([name, help]) => [name as keyof Figures, gauge(name, help)] as const,
  );
  const ofTeam = ['team', 'resource'];
  const ofEnvironment = ['team', 'environment', 'resource'];
  const granted = gauge('bailiwick_team_quota_granted', 'What a team was granted in all', ofTeam);
  const usedByTeam = gauge('bailiwick_team_quota_used', 'What a team uses of it in all', ofTeam);
  const hard = gauge('bailiwick_environment_quota_hard', 'The quota of an environment', ofEnvironment);
  const used = gauge('bailiwick_environment_quota_used', 'What is used of that quota', ofEnvironment);
  const many = [granted, usedByTeam, hard, used];
  return {
    fill: (values, usage) => {
      for (const [name, one] of single) one.set(values[name]);
      for (const one of many) one.reset();
      for (const { team, environment, resource, ...row } of usage) {
        const isTeam = environment === null;
        const labels = isTeam ? { team, resource } : { team, environment, resource };
        (isTeam ? granted : hard).set(labels, row.hard);
        (isTeam ? usedByTeam : used).set(labels, row.used);
      }
    },
  };
}
