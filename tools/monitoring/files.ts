import type { Dashboard } from './dashboards.ts';
import { grafanaDashboard } from './grafana.ts';

/** The text of a dashboard's file. */
export function dashboardText(dashboard: Dashboard): string {
  return `${JSON.stringify(grafanaDashboard(dashboard), null, 2)}\n`;
}
