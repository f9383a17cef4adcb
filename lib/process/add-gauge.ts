import { Gauge, type Registry } from 'prom-client';

/** Adds a gauge that is read whenever somebody asks. */
export function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({
    ...{ name, help, registers: [registry] },
    collect: () => gauge.set(read()),
  });
}

/** Adds a gauge with a value for each value of one label; what `read` names no more is gone. */
export function addGauges(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Readonly<Record<string, number>>,
): void {
  const gauge: Gauge = new Gauge({
    ...{ name, help, labelNames: [label], registers: [registry] },
    collect: () => {
      gauge.reset();
      for (const [value, number] of Object.entries(read())) gauge.set({ [label]: value }, number);
    },
  });
}
