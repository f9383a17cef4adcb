/** One alert: when somebody has to look. Its runbook is docs/runbooks/NAME.md. */
export interface AlertRule {
  name: string;
  group: 'web' | 'provisioner' | 'notifier' | 'conformance';
  expr: string;
  for: string;
  severity: 'critical' | 'warning';
  summary: string;
  /** For promtool: series under which it fires after `firesAt`, and others under which it stays quiet. */
  fires: Record<string, string>;
  quiet: Record<string, string>;
  firesAt: string;
}

const share = (name: string, bad: string, over: string) =>
  `sum(rate(${name}_count{${bad}}[${over}])) / sum(rate(${name}_count[${over}]))`;
const quantile = (share: number, name: string, over: string) =>
  `histogram_quantile(${share}, sum by (le) (rate(${name}_bucket[${over}])))`;

const requests = 'bailiwick_http_request_duration_seconds';
const passes = 'bailiwick_reconcile_duration_seconds';

/** A histogram in which each minute ten observations are added in the bucket of 60 s, and none below. */
const slowSeries = (name: string, lower: string) => ({
  [`${name}_bucket{le="${lower}"}`]: '0x40',
  [`${name}_bucket{le="60"}`]: '0+10x40',
  [`${name}_bucket{le="+Inf"}`]: '0+10x40',
});
const fastSeries = (name: string, lower: string) => ({
  [`${name}_bucket{le="${lower}"}`]: '0+10x40',
  [`${name}_bucket{le="60"}`]: '0+10x40',
  [`${name}_bucket{le="+Inf"}`]: '0+10x40',
});

/** Every alert. Its expression takes the worst of the replicas, since each tells its own. */
export const alertRules: AlertRule[] = [
  {
    ...{ name: 'BailiwickWebAbsent', group: 'web', for: '5m', severity: 'critical', firesAt: '10m' },
    expr: 'absent(bailiwick_environments_live)',
    summary: 'No web server can be scraped, or none reaches the database.',
    fires: { up: '0x20' },
    quiet: { bailiwick_environments_live: '3x20' },
  },
  {
    ...{ name: 'BailiwickRequestsFail', group: 'web', for: '10m', severity: 'critical', firesAt: '30m' },
    expr: `${share(requests, 'code="5xx"', '5m')} > 0.05`,
    summary: 'More than 5 % of the answers of the web servers are errors on our side.',
    fires: { [`${requests}_count{code="5xx"}`]: '0+10x40', [`${requests}_count{code="2xx"}`]: '0+90x40' },
    quiet: { [`${requests}_count{code="5xx"}`]: '0+1x40', [`${requests}_count{code="2xx"}`]: '0+99x40' },
  },
  {
    ...{ name: 'BailiwickPagesSlow', group: 'web', for: '15m', severity: 'warning', firesAt: '35m' },
    expr: `${quantile(0.95, requests, '10m')} > 1`,
    summary: 'Of twenty answers of the web servers more than one takes longer than a second.',
    fires: slowSeries(requests, '1'),
    quiet: fastSeries(requests, '1'),
  },
  {
    ...{ name: 'BailiwickActionsFail', group: 'web', for: '0m', severity: 'warning', firesAt: '10m' },
    expr: 'sum by (action) (increase(bailiwick_action_duration_seconds_count{result="UNEXPECTED"}[10m])) > 0',
    summary: 'Somebody clicked and was told that something failed on our side.',
    fires: {
      'bailiwick_action_duration_seconds_count{action="decideRequest",result="UNEXPECTED"}': '0 0 1x20',
    },
    quiet: { 'bailiwick_action_duration_seconds_count{action="decideRequest",result="STALE"}': '0+1x20' },
  },
  {
    ...{ name: 'BailiwickNoProvisioner', group: 'web', for: '2m', severity: 'critical', firesAt: '5m' },
    expr: 'max(bailiwick_provisioner_replicas_alive) == 0',
    summary: 'No provisioner is running: approved requests wait, and drift is not put back.',
    fires: { bailiwick_provisioner_replicas_alive: '0x10' },
    quiet: { bailiwick_provisioner_replicas_alive: '1x10' },
  },
  {
    ...{ name: 'BailiwickIdentitySilent', group: 'web', for: '5m', severity: 'warning', firesAt: '10m' },
    expr: 'max(bailiwick_identity_silent_seconds) > 600',
    summary: 'The identity provider does not answer: whoever was removed there keeps what he has.',
    fires: { bailiwick_identity_silent_seconds: '700+60x20' },
    quiet: { bailiwick_identity_silent_seconds: '0+60x9 0x11' },
  },
  {
    ...{
      name: 'BailiwickEnvironmentsBehind',
      group: 'web',
      for: '10m',
      severity: 'critical',
      firesAt: '15m',
    },
    expr: 'max(bailiwick_environments_behind) > 0',
    summary: 'Approved changes have not been taken up for ten minutes.',
    fires: { bailiwick_environments_behind: '2x20' },
    quiet: { bailiwick_environments_behind: '2x5 0x15' },
  },
  {
    ...{
      name: 'BailiwickEnvironmentsStalled',
      group: 'web',
      for: '10m',
      severity: 'warning',
      firesAt: '15m',
    },
    expr: 'max(bailiwick_environments_stalled) > 0',
    summary: 'An environment needs somebody: trying again does not help.',
    fires: { bailiwick_environments_stalled: '1x20' },
    quiet: { bailiwick_environments_stalled: '0x20' },
  },
  {
    ...{ name: 'BailiwickClusterUnreachable', group: 'provisioner', for: '2m', severity: 'critical' },
    firesAt: '5m',
    expr: 'max(bailiwick_cluster_reachable) == 0',
    summary: 'No provisioner reaches the API server.',
    fires: { 'bailiwick_cluster_reachable{instance="a"}': '0x10' },
    quiet: {
      'bailiwick_cluster_reachable{instance="a"}': '0x10',
      'bailiwick_cluster_reachable{instance="b"}': '1x10',
    },
  },
  {
    ...{ name: 'BailiwickReadySlow', group: 'provisioner', for: '10m', severity: 'warning', firesAt: '35m' },
    expr: `${quantile(0.99, 'bailiwick_environment_ready_duration_seconds', '1h')} > 10`,
    summary: 'New environments become ready later than the objective promises.',
    fires: slowSeries('bailiwick_environment_ready_duration_seconds', '10'),
    quiet: fastSeries('bailiwick_environment_ready_duration_seconds', '10'),
  },
  {
    ...{ name: 'BailiwickPassesFail', group: 'provisioner', for: '15m', severity: 'warning', firesAt: '35m' },
    expr: `${share(passes, 'result=~"retry|stalled|fenced"', '10m')} > 0.2`,
    summary: 'More than a fifth of the passes do not come to their end.',
    fires: { [`${passes}_count{result="retry"}`]: '0+3x40', [`${passes}_count{result="done"}`]: '0+7x40' },
    quiet: { [`${passes}_count{result="retry"}`]: '0+1x40', [`${passes}_count{result="done"}`]: '0+9x40' },
  },
  {
    ...{ name: 'BailiwickQueueLong', group: 'provisioner', for: '15m', severity: 'warning', firesAt: '35m' },
    expr: `${quantile(0.95, 'bailiwick_queue_wait_duration_seconds', '10m')} > 5`,
    summary: 'Environments wait for a worker longer than five seconds.',
    fires: slowSeries('bailiwick_queue_wait_duration_seconds', '5'),
    quiet: fastSeries('bailiwick_queue_wait_duration_seconds', '5'),
  },
  {
    ...{ name: 'BailiwickWatchSilent', group: 'provisioner', for: '5m', severity: 'warning', firesAt: '10m' },
    expr: 'max by (kind) (bailiwick_watch_age_seconds) > 120',
    summary: 'A watch hears nothing any more: drift of that kind is only found by the sweep.',
    fires: { 'bailiwick_watch_age_seconds{kind="Namespace"}': '100+60x20' },
    quiet: { 'bailiwick_watch_age_seconds{kind="Namespace"}': '30x20' },
  },
  {
    ...{ name: 'BailiwickContested', group: 'provisioner', for: '30m', severity: 'warning', firesAt: '60m' },
    expr: 'sum by (kind) (increase(bailiwick_contest_rounds_total[15m])) > 3',
    summary: 'Another manager keeps changing what is put back.',
    fires: { 'bailiwick_contest_rounds_total{kind="ResourceQuota"}': '0+1x80' },
    quiet: { 'bailiwick_contest_rounds_total{kind="ResourceQuota"}': '0 1x80' },
  },
  {
    ...{
      name: 'BailiwickApiServerThrottles',
      group: 'provisioner',
      for: '15m',
      severity: 'warning',
      firesAt: '35m',
    },
    expr: 'sum(rate(bailiwick_api_retries_total[10m])) > 1',
    summary: 'The API server keeps asking for patience.',
    fires: { 'bailiwick_api_retries_total{verb="apply",kind="resourcequotas"}': '0+120x40' },
    quiet: { 'bailiwick_api_retries_total{verb="apply",kind="resourcequotas"}': '0+6x40' },
  },
  {
    ...{
      name: 'BailiwickCredentialsEnd',
      group: 'provisioner',
      for: '1m',
      severity: 'critical',
      firesAt: '5m',
    },
    expr: 'bailiwick_credentials_expire_seconds < 300',
    summary: 'The credentials for the cluster end within five minutes, and nobody has renewed them.',
    fires: { bailiwick_credentials_expire_seconds: '200x10' },
    quiet: { bailiwick_credentials_expire_seconds: '90000x10' },
  },
  {
    ...{
      name: 'BailiwickDatabaseBusy',
      group: 'provisioner',
      for: '5m',
      severity: 'warning',
      firesAt: '10m',
    },
    expr: 'max(bailiwick_database_waiting) > 0',
    summary: 'Calls to the database wait for a connection all the time.',
    fires: { bailiwick_database_waiting: '4x20' },
    quiet: { bailiwick_database_waiting: '4 0 4 0 4 0 4 0 4 0 4 0' },
  },
  {
    ...{ name: 'BailiwickOutboxStuck', group: 'notifier', for: '5m', severity: 'warning', firesAt: '10m' },
    expr: 'max(bailiwick_notifier_outbox_oldest_seconds) > 1800',
    summary: 'Alerts to teams have waited for half an hour.',
    fires: { bailiwick_notifier_outbox_oldest_seconds: '3600x20' },
    quiet: { bailiwick_notifier_outbox_oldest_seconds: '60x20' },
  },
  {
    ...{
      name: 'BailiwickGuardrailBroken',
      group: 'conformance',
      for: '0m',
      severity: 'critical',
      firesAt: '10m',
    },
    expr: 'sum(increase(bailiwick_conformance_checks_total{outcome="failed"}[1h])) > 0',
    summary: 'A check found that a guardrail does not hold in an environment.',
    fires: { 'bailiwick_conformance_checks_total{outcome="failed"}': '0 0 1x20' },
    quiet: { 'bailiwick_conformance_checks_total{outcome="passed"}': '0+5x20' },
  },
];
