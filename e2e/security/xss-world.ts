import { randomUUID } from 'node:crypto';
import { checks } from '#lib/conformance/checks.ts';
import { plainText } from '#lib/domain/denial/plain-text.ts';
import { defaultPlatform } from '#lib/domain/platform.ts';
import { builtInRules } from '#lib/domain/rules/rule.ts';
import { simulate } from '#lib/domain/rules/simulate.ts';
import { query } from '../fixtures/database.ts';
import { userIdOf } from './open-session.ts';
import { payloadsOf } from './xss-payloads.ts';

/** Where the planted texts are to be seen. */
export interface XssWorld {
  /** Short name of the team, and of its class. */
  slug: string;
  /** An owner of the team, with a hostile name. */
  person: ReturnType<typeof randomUUID>;
  classVersions: number;
  decided: number;
  pending: number;
  /** Every planted text by the field it is in. */
  planted: Map<string, string[]>;
}

const newestDev = `SELECT v.spec FROM environment_class_version v JOIN environment_class c ON c.id = v.class_id
  WHERE c.slug = 'dev' ORDER BY v.version DESC LIMIT 1`;

/** Plants the corpus in every free-text field, past all checks: one text a row where there are many, else all in one. */
export async function plantXss(slug: string): Promise<XssWorld> {
  const planted = new Map<string, string[]>();
  const each = (field: string) => {
    const payloads = payloadsOf(`${slug}-${field}`);
    planted.set(field, payloads);
    return payloads;
  };
  const all = (field: string) => each(field).join(' ');
  const [alex, person, team, environment, decided, classId] = [
    await userIdOf('alex'),
    ...([randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const),
  ];
  await query(
    `INSERT INTO "user" (id, issuer, subject, name, email)
     SELECT gen_random_uuid(), issuer, $1 || '-' || n, name, email
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (name, email, n), (SELECT issuer FROM "user" WHERE id = $4) i`,
    [slug, each('person'), each('email'), alex],
  );
  await query(
    `INSERT INTO "user" (id, issuer, subject, name, email) SELECT $1, issuer, $2, $3, $4 FROM "user" WHERE id = $5`,
    [person, slug, all('own-name'), all('own-email'), alex],
  );
  await query(
    `INSERT INTO team (id, slug, name, cost_centre, budget)
     SELECT gen_random_uuid(), $1 || '-' || n, name, cost, '{}'
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (name, cost, n)`,
    [slug, each('team'), each('cost-centre')],
  );
  await query(`INSERT INTO team (id, slug, name, cost_centre, budget) VALUES ($1, $2, $3, $4, '{}')`, [
    ...[team, slug, all('own-team'), all('own-cost-centre')],
  ]);
  await query(
    `INSERT INTO membership (id, user_id, team_id, role)
     SELECT gen_random_uuid(), id, $1, CASE WHEN id = $2 THEN 'owner' ELSE 'viewer' END FROM "user" WHERE starts_with(subject, $3)`,
    [team, person, slug],
  );
  const descriptions = inTextsOf(400, each('class-description'));
  await query(`INSERT INTO environment_class (id, slug, name, position) VALUES ($1, $2, $3, 900)`, [
    ...[classId, slug, all('class')],
  ]);
  await query(
    `INSERT INTO environment_class_version (id, class_id, version, spec, created_by)
     SELECT gen_random_uuid(), $1, n, jsonb_set(spec, '{description}', to_jsonb(text)), $3
     FROM unnest($2::text[]) WITH ORDINALITY AS t (text, n), (${newestDev}) v`,
    [classId, descriptions, person],
  );
  await query(
    `INSERT INTO environment (id, team_id, slug, namespace, class_version_id, quota, purpose, requested_by, approved_by,
       healing_paused_at, healing_paused_until, healing_pause_reason, healing_paused_by)
     SELECT $1, $2, 'dev', $3 || '-dev', v.id, (SELECT jsonb_object_agg(key, value ->> 'default') FROM jsonb_each(v.spec -> 'quota')),
       $4, $5, $6, now(), now() + interval '2 hours', $7, $6
     FROM environment_class_version v WHERE class_id = $8 AND version = 1`,
    [environment, team, slug, all('purpose'), person, alex, all('pause-reason'), classId],
  );
  const wanted = { slug: 'qa', classSlug: slug, classVersion: 1, quota: { pods: '1' }, lifetimeDays: null };
  const [first] = await query<{ number: number }>(
    `INSERT INTO request (id, type, state, payload, reason, team_id, requester_id, closed_at)
     VALUES ($1, 'create-environment', 'rejected', $2, $3, $4, $5, now()) RETURNING number`,
    [decided, JSON.stringify(wanted), all('request-reason'), team, person],
  );
  await query(
    `INSERT INTO decision (id, request_id, approver_id, verdict, reason) VALUES (gen_random_uuid(), $1, $2, 'rejected', $3)`,
    [decided, alex, all('decision-reason')],
  );
  await query(
    `INSERT INTO comment (id, request_id, author_id, body) SELECT gen_random_uuid(), $1, $2, unnest($3::text[])`,
    [decided, person, each('comment')],
  );
  const wish = { slug: `${slug}-wish`, name: all('wished-name'), costCentre: all('wished-cost-centre') };
  const [second] = await query<{ number: number }>(
    `INSERT INTO request (id, type, payload, reason, requester_id) VALUES (gen_random_uuid(), 'create-team', $1, $2, $3) RETURNING number`,
    [JSON.stringify(wish), all('pending-reason'), person],
  );
  await plantFindings({ environment, alex, each, all });
  await plantDenials(environment, each, planted);
  await query(
    `INSERT INTO audit_event (id, actor_name, action, object_type, object_id, object_name, team_id, after)
     SELECT gen_random_uuid(), actor, 'team.update', 'team', $1::uuid::text, name, $1::uuid, jsonb_build_object('name', name)
     FROM unnest($2::text[], $3::text[]) AS t (actor, name)`,
    [team, each('audit-actor'), each('audit-object')],
  );
  await query(
    `INSERT INTO platform_setting (version, settings, reason, created_by)
     SELECT coalesce(max(version), 0) + 1,
       coalesce((SELECT settings FROM platform_setting ORDER BY version DESC LIMIT 1), $1::jsonb), $2, $3
     FROM platform_setting`,
    [JSON.stringify(defaultPlatform), all('settings-reason'), person],
  );
  const [tried] = await query<{ id: string }>(
    `INSERT INTO rule_simulation (id, base_version, rules, days, result, created_by)
     SELECT gen_random_uuid(), coalesce(max(version), 0),
       coalesce((SELECT rules FROM rule_version ORDER BY version DESC LIMIT 1), $1::jsonb), 1, $2::jsonb, $3
     FROM rule_version RETURNING id`,
    [JSON.stringify(builtInRules), JSON.stringify(simulate([], [], false)), person],
  );
  await query(
    `INSERT INTO rule_version (version, rules, reason, simulation_id, created_by)
     SELECT base_version + 1, rules, $2, id, created_by FROM rule_simulation WHERE id = $1`,
    [tried?.id, all('rules-reason')],
  );
  return {
    slug,
    person,
    planted,
    decided: first?.number ?? 0,
    pending: second?.number ?? 0,
    classVersions: descriptions.length,
  };
}

/** The texts joined to as few as are needed when each has at most that many characters. */
function inTextsOf(most: number, texts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const text of texts) {
    const longer = `${joined.at(-1) ?? ''} ${text}`;
    if (joined.length > 0 && longer.length <= most) joined[joined.length - 1] = longer;
    else joined.push(text);
  }
  return joined;
}

interface Finding {
  environment: string;
  alex: string;
  each: (field: string) => string[];
  all: (field: string) => string;
}

/** What is found in the cluster and waived: drift, the results of checks, waivers. */
async function plantFindings({ environment, alex, each, all }: Finding): Promise<void> {
  const json = (field: string) => each(field).map((text) => JSON.stringify(text));
  const [paths, desired, observed] = [each('drift-path'), json('drift-desired'), json('drift-observed')];
  const fields = paths.map((path, at) => ({ path, desired: desired[at], observed: observed[at] }));
  await query(
    `INSERT INTO drift_event (id, environment_id, kind, name, "change", manager, fields, detected_at, healed_at)
     SELECT gen_random_uuid(), $1, kind, name, 'edited', manager, CASE n WHEN 1 THEN $5::jsonb ELSE '[]' END,
       now() - n * interval '1 second', now()
     FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS t (kind, name, manager, n)`,
    [environment, each('drift-kind'), each('drift-name'), each('drift-manager'), JSON.stringify(fields)],
  );
  const results = checks.map(({ id }, at) => ({
    ...{ id, outcome: 'fail', evidence: [] },
    reason: at === 0 ? all('check-reason') : 'It failed.',
  }));
  await query(
    `INSERT INTO conformance_run (id, environment_id, requested_at, started_at, finished_at, results, failed)
     VALUES (gen_random_uuid(), $1, now() + interval '1 hour', now(), now(), $2, $3)`,
    [environment, JSON.stringify(results), results.length],
  );
  await query(
    `INSERT INTO conformance_waiver (id, environment_id, check_id, reason, approved_by, expires_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, now() + interval '1 day')`,
    [environment, checks[0]?.id, all('waiver-reason'), alex],
  );
}

/** What the cluster refused, in the words of events that tenants can write; it is made plain when it is read. */
async function plantDenials(
  environment: string,
  each: Finding['each'],
  planted: Map<string, string[]>,
): Promise<void> {
  const messages = each('denial-message');
  await query(
    `INSERT INTO denial (environment_id, fingerprint, owner_kind, owner_name, message, first_at, last_at, version)
     SELECT $1, n, 'Deployment', name, 'pods "" is forbidden: ' || message, now(), now(), n
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (name, message, n)`,
    [environment, each('denial-owner'), messages],
  );
  planted.set(
    'denial-message',
    messages.map((text) => plainText(text)),
  );
}
