import { hostname } from 'node:os';
import { z } from 'zod';
import { breakGlassVariables } from '#lib/auth/identity/break-glass.ts';
import { limitVariables } from '#lib/auth/limits.ts';
import { signInVariables } from '#lib/auth/settings.ts';
import { conformanceVariables } from '#lib/conformance/runtime/settings.ts';
import { notifierVariables } from '#lib/notifier/runtime/settings.ts';
import { logVariables } from '#lib/process/create-log.ts';
import { provisionerVariables } from '#lib/provisioner/runtime/settings.ts';
import { metricsVariables } from '#lib/services/metrics/metrics-settings.ts';
import { traceVariables } from '#lib/trace/trace-settings.ts';

/** One environment variable as its schema has it. */
export interface VariableFact {
  name: string;
  isRequired: boolean;
  /** As a person would write it; empty if there is none. */
  fallback: string;
  /** What is allowed, in words. */
  allowed: string;
  description: string;
}

// Read where they are needed, each by itself.
const webVariables = z.object({
  DATABASE_URL: z.string().describe('PostgreSQL, as the role `bailiwick_web`.'),
  BAILIWICK_SUBJECT_PREFIX: z
    .string()
    .optional()
    .describe(
      "The API server's OIDC username prefix, `oidc:` unless it is given. Version 1 of the network settings.",
    ),
  BAILIWICK_INGRESS_NAMESPACE: z
    .string()
    .optional()
    .describe('Where the ingress controller runs. Version 1 of the network settings.'),
});

/** What each process reads from its environment. */
const processes: Record<string, readonly z.ZodType[]> = {
  web: [
    webVariables,
    signInVariables,
    breakGlassVariables,
    limitVariables,
    metricsVariables,
    traceVariables,
    logVariables,
  ],
  provisioner: [provisionerVariables, logVariables],
  conformance: [conformanceVariables, logVariables],
  notifier: [notifierVariables, logVariables],
};

interface Property {
  type?: string;
  format?: string;
  enum?: string[];
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  default?: string | number;
  description?: string;
}

/** The JSON schema of each variable of a process, by name; defaults are left to the process. */
export function variableProperties(process: string): Record<string, object> {
  const schemas = (processes[process] ?? []).map((schema) => z.toJSONSchema(schema, { io: 'input' }));
  const properties = schemas.flatMap((schema) => Object.entries(schema.properties ?? {}));
  return Object.fromEntries(
    properties.map(([name, property]) => {
      const { default: _fallback, ...facts } = property as Property;
      return [name, facts];
    }),
  );
}

/** The variables of every process, in the order of their schemas. */
export function variableFacts(): Record<string, VariableFact[]> {
  const factsOf = (schema: z.ZodType) => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
    return Object.entries(properties).map(([name, property]) =>
      factOf(name, property as Property, required.includes(name)),
    );
  };
  return Object.fromEntries(
    Object.entries(processes).map(([process, schemas]) => [process, schemas.flatMap(factsOf)]),
  );
}

function factOf(name: string, property: Property, isRequired: boolean): VariableFact {
  const fallback = String(property.default ?? '');
  return {
    name,
    isRequired,
    // What differs from machine to machine is told by the description.
    fallback: fallback.startsWith(`${hostname()}-`) ? '' : fallback,
    allowed: allowedBy(property),
    description: property.description ?? '',
  };
}

function allowedBy({ type, format, minLength, ...property }: Property): string {
  if (property.enum !== undefined) return property.enum.join(', ');
  if (format === 'uri') return 'an address';
  if (type === 'string')
    return minLength !== undefined && minLength > 1 ? `${minLength} characters or more` : '';
  const { minimum, exclusiveMinimum, maximum } = property;
  const low = exclusiveMinimum === undefined ? `${minimum ?? ''}` : `more than ${exclusiveMinimum}`;
  return maximum === undefined ? low : `${low} to ${maximum.toLocaleString('en')}`;
}

const intro: Record<string, string> = {
  web: '`npx next start`. It holds no credential of the cluster.',
  provisioner: '`node lib/provisioner/runtime/main.ts`. The only one that writes to the cluster.',
  conformance: '`node lib/conformance/runtime/main.ts`. It asks and tries, as dry runs.',
  notifier: '`node lib/notifier/runtime/main.ts`. It sends mail and webhooks, and knows no cluster.',
};

/** The text of docs/configuration.md. */
export function configurationDocument(): string {
  const sections = Object.entries(variableFacts()).map(([process, facts]) => {
    const row = ({ name, isRequired, fallback, allowed, description }: VariableFact) => {
      const unless = isRequired ? '**required**' : fallback === '' ? '' : `\`${fallback}\``;
      return `| \`${name}\` | ${unless} | ${allowed} | ${description} |`;
    };
    return [
      `## ${process}`,
      '',
      intro[process],
      '',
      '| variable | default | allowed | |',
      '|---|---|---|---|',
      ...facts.map(row),
      '',
    ];
  });
  return [
    '# Configuration',
    '',
    'Generated by `npm run deploy:generate` from the schemas with which the processes read their environment. A process whose variables are',
    'wrong names each of them, and does not start. Everything else is settings that admins change in the portal, with a history.',
    '',
    ...sections.flat(),
  ].join('\n');
}
