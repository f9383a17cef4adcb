import type { Dashboard, Panel } from './dashboards.ts';

const datasource = { type: 'prometheus', uid: '$datasource' };
// Grafana's grid is 24 wide.
const sizes = { value: { w: 4, h: 4 }, lines: { w: 12, h: 8 } };

/** The dashboard as Grafana imports it; it asks which Prometheus to read. */
export function grafanaDashboard({ file, title, variable, panels }: Dashboard): object {
  const source = { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' };
  const chosen = variable && {
    ...{ name: variable.name, label: variable.name, type: 'query', datasource, refresh: 2, sort: 1 },
    query: { query: variable.query, refId: variable.name },
  };
  return {
    ...{ uid: `bailiwick-${file}`, title, tags: ['bailiwick'], schemaVersion: 39, version: 1 },
    ...{ editable: true, refresh: '30s', time: { from: 'now-6h', to: 'now' }, timezone: 'browser' },
    templating: { list: chosen ? [source, chosen] : [source] },
    panels: place(panels),
  };
}

function place(panels: readonly Panel[]): object[] {
  let [x, y] = [0, 0];
  let height = 0;
  return panels.map((panel, index) => {
    const { w, h } = sizes[panel.look];
    if (x + w > 24) [x, y, height] = [0, y + height, 0];
    const gridPos = { x, y, w, h };
    x += w;
    height = Math.max(height, h);
    return panelOf(panel, index + 1, gridPos);
  });
}

function panelOf({ title, look, unit, queries }: Panel, id: number, gridPos: object): object {
  const isValue = look === 'value';
  return {
    ...{ id, title, type: isValue ? 'stat' : 'timeseries', datasource, gridPos },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: Object.entries(queries).map(([legendFormat, expr], index) => ({
      ...{ refId: String.fromCharCode(65 + index), datasource, expr, legendFormat, instant: isValue },
    })),
  };
}
