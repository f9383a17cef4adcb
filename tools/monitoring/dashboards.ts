/** One panel: its queries with the names of their lines. */
export interface Panel {
  title: string;
  /** `lines` over time, or the `value` now. */
  look: 'lines' | 'value';
  unit: 's' | 'percentunit' | 'short' | 'reqps' | 'bytes' | 'none';
  queries: Record<string, string>;
}

/** One dashboard for Grafana. */
export interface Dashboard {
  file: 'platform' | 'team' | 'provisioner';
  title: string;
  /** A variable with the query of its values. */
  variable?: { name: string; query: string };
  panels: Panel[];
}

const quantiles = (name: string, filter = '') =>
  Object.fromEntries(
    [0.5, 0.95, 0.99].map((share) => [
      `p${share * 100}`,
      `histogram_quantile(${share}, sum by (le) (rate(${name}_bucket${filter}[5m])))`,
    ]),
  );
const value = (title: string, expr: string, unit: Panel['unit'] = 'none'): Panel => ({
  ...{ title, look: 'value', unit },
  queries: { [title]: expr },
});
const lines = (title: string, unit: Panel['unit'], queries: Record<string, string>): Panel => ({
  ...{ title, look: 'lines', unit, queries },
});

const requests = 'bailiwick_http_request_duration_seconds';
const actions = 'bailiwick_action_duration_seconds';
const api = 'bailiwick_api_request_duration_seconds';

const platform: Dashboard = {
  file: 'platform',
  title: 'Bailiwick: platform',
  panels: [
    value('Environments', 'max(bailiwick_environments_live)'),
    value('Ready', 'max(bailiwick_environments_ready)'),
    value('Stalled', 'max(bailiwick_environments_stalled)'),
    value('Requests waiting', 'max(bailiwick_requests_pending)'),
    value('Open drift', 'max(bailiwick_drift_open)'),
    value('Provisioners', 'max(bailiwick_provisioner_replicas_alive)'),
    lines('Requests by route', 'reqps', {
      '{{route}}': `topk(10, sum by (route) (rate(${requests}_count[5m])))`,
    }),
    lines('Answers by class of status', 'reqps', {
      '{{code}}': `sum by (code) (rate(${requests}_count[5m]))`,
    }),
    lines('Duration of answers', 's', quantiles(requests)),
    lines('Slowest routes, p95', 's', {
      '{{route}}': `topk(10, histogram_quantile(0.95, sum by (le, route) (rate(${requests}_bucket[5m]))))`,
    }),
    lines('Server actions', 'reqps', { '{{action}}': `sum by (action) (rate(${actions}_count[5m]))` }),
    lines('Server actions that were refused or failed', 'reqps', {
      '{{action}} {{result}}': `sum by (action, result) (rate(${actions}_count{result!="ok"}[5m]))`,
    }),
    lines('Duration of server actions', 's', quantiles(actions)),
    lines('Identity provider silent', 's', {
      'longest of all sign-ins': 'max(bailiwick_identity_silent_seconds)',
    }),
    lines('Pages that listen', 'short', { streams: 'sum(bailiwick_event_streams_open)' }),
    lines('Messages to teams', 'short', {
      waiting: 'max(bailiwick_notifier_outbox_messages)',
      '{{channel}} {{outcome}}': 'sum by (channel, outcome) (rate(bailiwick_notifier_deliveries_total[5m]))',
    }),
    lines('Conformance checks', 'short', {
      '{{outcome}}': 'sum by (outcome) (increase(bailiwick_conformance_checks_total[1h]))',
    }),
  ],
};

const ofTeam = '{team="$team"}';
const team: Dashboard = {
  file: 'team',
  title: 'Bailiwick: team',
  variable: { name: 'team', query: 'label_values(bailiwick_team_quota_granted, team)' },
  panels: [
    lines('Used of what was granted', 'percentunit', {
      '{{resource}}': `max by (resource) (bailiwick_team_quota_used${ofTeam}) / max by (resource) (bailiwick_team_quota_granted${ofTeam} > 0)`,
    }),
    lines('Used of the quota, by environment', 'percentunit', {
      '{{environment}} {{resource}}': `max by (environment, resource) (bailiwick_environment_quota_used${ofTeam}) / max by (environment, resource) (bailiwick_environment_quota_hard${ofTeam} > 0)`,
    }),
    lines('CPU', 'short', {
      '{{environment}} granted': `max by (environment) (bailiwick_environment_quota_hard{team="$team",resource="requests.cpu"})`,
      '{{environment}} used': `max by (environment) (bailiwick_environment_quota_used{team="$team",resource="requests.cpu"})`,
    }),
    lines('Memory', 'bytes', {
      '{{environment}} granted': `max by (environment) (bailiwick_environment_quota_hard{team="$team",resource="requests.memory"})`,
      '{{environment}} used': `max by (environment) (bailiwick_environment_quota_used{team="$team",resource="requests.memory"})`,
    }),
    lines('Pods', 'short', {
      '{{environment}}': `max by (environment) (bailiwick_environment_quota_used{team="$team",resource="pods"})`,
    }),
  ],
};

const provisioner: Dashboard = {
  file: 'provisioner',
  title: 'Bailiwick: provisioner',
  panels: [
    value('Cluster reachable', 'max(bailiwick_cluster_reachable)'),
    value('Environments known', 'max(bailiwick_environments_known)'),
    value('Leases held', 'sum(bailiwick_leases_held)'),
    value('Behind', 'max(bailiwick_environments_behind)'),
    value('Objects in the cache', 'max(bailiwick_cache_objects)'),
    value('Cache', 'max(bailiwick_cache_bytes)', 'bytes'),
    lines('Approved until Ready', 's', quantiles('bailiwick_environment_ready_duration_seconds')),
    lines('Passes by result', 'reqps', {
      '{{result}}': 'sum by (result) (rate(bailiwick_reconcile_duration_seconds_count[5m]))',
    }),
    lines('Duration of passes', 's', quantiles('bailiwick_reconcile_duration_seconds')),
    lines('Queue', 'short', { '{{state}}': 'sum by (state) (bailiwick_queue_depth)' }),
    lines('Wait for a worker', 's', quantiles('bailiwick_queue_wait_duration_seconds')),
    lines('Comparisons', 'reqps', { '{{found}}': 'sum by (found) (rate(bailiwick_comparisons_total[5m]))' }),
    lines('Drift found and put back', 'reqps', {
      'found {{kind}}': 'sum by (kind) (rate(bailiwick_drift_detected_total[5m]))',
      'put back {{kind}}': 'sum by (kind) (rate(bailiwick_drift_healed_total[5m]))',
    }),
    lines('Contests', 'reqps', { '{{kind}}': 'sum by (kind) (rate(bailiwick_contest_rounds_total[5m]))' }),
    lines('Age of watches', 's', { '{{kind}}': 'max by (kind) (bailiwick_watch_age_seconds)' }),
    lines('Failures of watches', 'reqps', {
      'failed {{kind}}': 'sum by (kind) (rate(bailiwick_watch_failures_total[5m]))',
      'listed anew {{kind}}': 'sum by (kind) (rate(bailiwick_watch_relists_total[5m]))',
    }),
    lines('Calls to the API server', 'reqps', {
      '{{verb}} {{code}}': `sum by (verb, code) (rate(${api}_count{verb!="watch"}[5m]))`,
    }),
    lines('Duration of these calls', 's', quantiles(api, '{verb!="watch"}')),
    lines('Room for calls', 'short', {
      'under way': 'sum(bailiwick_api_calls_in_flight)',
      waiting: 'sum(bailiwick_api_calls_waiting)',
      limit: 'sum(bailiwick_api_concurrency_limit)',
    }),
    lines('Leases', 'reqps', {
      taken: 'sum(rate(bailiwick_lease_claims_total[5m]))',
      'taken over': 'sum(rate(bailiwick_lease_handovers_total[5m]))',
      lost: 'sum(rate(bailiwick_lease_losses_total[5m]))',
      'refused records': 'sum(rate(bailiwick_fenced_writes_total[5m]))',
    }),
    lines('Pre-flights', 's', quantiles('bailiwick_preflight_duration_seconds')),
    lines('Connections to the database', 'short', {
      '{{state}}': 'sum by (state) (bailiwick_database_connections)',
      waiting: 'sum(bailiwick_database_waiting)',
    }),
  ],
};

export const dashboards: Dashboard[] = [platform, team, provisioner];
