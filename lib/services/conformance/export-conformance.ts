import type { Actor } from '#lib/auth/permissions.ts';
import type { CheckView, ConformanceView } from '#lib/domain/conformance-views.ts';
import { csvLine } from '#lib/domain/csv.ts';
import { notFound } from '#lib/domain/error.ts';
import { exportConformanceInput } from '#lib/domain/inputs/conformance.ts';
import { parseInput } from '../parse-input.ts';
import { getConformance } from './get-conformance.ts';

const header = [
  ...['environment', 'checked at', 'section', 'check', 'title', 'outcome', 'reason'],
  ...['waived until', 'waived by', 'waiver reason', 'evidence'],
];

/** A file to be saved. */
export interface ExportedFile {
  name: string;
  type: string;
  text: string;
}

/** The last run as a file. NOT_FOUND before the first run, and for environments that are not the actor's. */
export async function exportConformance(actor: Actor, input: Record<string, string>): Promise<ExportedFile> {
  const { format, ...address } = parseInput(exportConformanceInput, input);
  const view = await getConformance(actor, address);
  const { latest, checks } = view;
  if (latest === null) throw notFound('A run of the checks');
  const namespace = `${address.team}-${address.environment}`;
  const name = `conformance-${namespace}.${format}`;
  if (format === 'json')
    return {
      name,
      type: 'application/json',
      text: `${JSON.stringify(document(namespace, view), null, 2)}\n`,
    };
  const rows = checks.map((check) => cells(namespace, latest.finishedAt, check));
  return {
    name,
    type: 'text/csv; charset=utf-8; header=present',
    text: [header, ...rows].map(csvLine).join(''),
  };
}

function cells(environment: string, at: string, check: CheckView): string[] {
  const { section, id, title, outcome, reason, waiver, evidence } = check;
  return [
    ...[environment, at, section, id, title, outcome, reason],
    ...[waiver?.expiresAt ?? '', waiver?.approvedBy.name ?? '', waiver?.reason ?? '', evidence.join('\n')],
  ];
}

function document(environment: string, { latest, checks, waived }: ConformanceView) {
  return { environment, run: latest, waived, checks };
}
