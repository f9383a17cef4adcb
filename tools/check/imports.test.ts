import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** rule → [file, import specifier] that breaks it and nothing else that matters. */
const violations: Record<string, [string, string]> = {
  'no-circular': ['lib/domain/circle-a.ts', '#lib/domain/circle-b.ts'],
  'not-resolvable': ['lib/domain/lost.ts', './nowhere.ts'],
  'app-imports': ['app/page.ts', '#lib/data/rows.ts'],
  'components-imports': ['components/teams/card.ts', '#lib/services/list.ts'],
  'ui-imports': ['components/ui/button.ts', '#lib/domain/word.ts'],
  'domain-imports': ['lib/domain/reach.ts', '#lib/data/rows.ts'],
  'auth-imports': ['lib/auth/reach.ts', '#lib/services/list.ts'],
  'actions-imports': ['lib/actions/reach.ts', '#lib/data/rows.ts'],
  'services-imports': ['lib/services/reach.ts', '#lib/k8s/call.ts'],
  'data-imports': ['lib/data/reach.ts', '#lib/services/list.ts'],
  'k8s-imports': ['lib/k8s/reach.ts', '#lib/provisioner/story.ts'],
  'process-imports': ['lib/process/reach.ts', '#lib/data/rows.ts'],
  'trace-imports': ['lib/trace/reach.ts', '#lib/data/rows.ts'],
  'pure-provisioner-imports': ['lib/provisioner/desired/reach.ts', '#lib/k8s/call.ts'],
  'reconcile-imports': ['lib/provisioner/reach.ts', '#lib/k8s/call.ts'],
  'runtime-imports': ['lib/provisioner/runtime/reach.ts', '#lib/services/list.ts'],
  'conformance-imports': ['lib/conformance/reach.ts', '#lib/k8s/call.ts'],
  'conformance-runtime-imports': ['lib/conformance/runtime/reach.ts', '#lib/services/list.ts'],
  'notifier-imports': ['lib/notifier/reach.ts', '#lib/data/rows.ts'],
  'notifier-runtime-imports': ['lib/notifier/runtime/reach.ts', '#lib/k8s/call.ts'],
  'prisma-only-in-data': ['lib/services/query.ts', 'pg'],
  'client-node-only-in-k8s': ['lib/provisioner/runtime/direct.ts', '@kubernetes/client-node'],
  'no-cluster-in-web': ['lib/actions/cluster.ts', '#lib/k8s/call.ts'],
  'no-react-in-core': ['lib/domain/view.ts', 'react'],
  'no-node-in-domain': ['lib/domain/disk.ts', 'node:fs'],
  'product-without-tools': ['lib/services/stack.ts', '#tools/stack.ts'],
  'no-dev-in-product': ['lib/services/dev.ts', 'fast-check'],
};

const neighbours = [
  'lib/data/rows.ts',
  'lib/services/list.ts',
  'lib/domain/word.ts',
  'lib/k8s/call.ts',
  'lib/provisioner/story.ts',
  'tools/stack.ts',
];

let dir: string;
let found: { rule: string; from: string }[];

async function plant(file: string, text: string): Promise<void> {
  await mkdir(path.join(dir, path.dirname(file)), { recursive: true });
  await writeFile(path.join(dir, file), text);
}

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'imports-'));
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    await cp(path.join(root, file), path.join(dir, file));
  await symlink(path.join(root, 'node_modules'), path.join(dir, 'node_modules'));
  for (const file of neighbours) await plant(file, 'export const value = 1;\n');
  await plant('lib/domain/circle-b.ts', "import './circle-a.ts';\n");
  for (const [file, specifier] of Object.values(violations))
    await plant(file, `import * as target from '${specifier}';\nexport const used = target;\n`);
  const cruiser = path.join(root, 'node_modules/.bin/depcruise');
  // It exits with the number of violations, so a rejection is the expected outcome.
  const run = promisify(execFile)(
    process.execPath,
    [
      cruiser,
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'app',
      'components',
      'lib',
      'tools',
    ],
    { cwd: dir, maxBuffer: 64 * 1024 * 1024 },
  );
  const stdout = await run.then(
    (done) => done.stdout,
    (failed: { stdout: string; stderr: string }) => failed.stdout || Promise.reject(new Error(failed.stderr)),
  );
  const report = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  found = report.summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('the import rules', () => {
  it.each(Object.entries(violations))('%s finds its planted violation', (rule, [file]) => {
    expect(found).toContainEqual({ rule, from: file });
  });

  it('has a planted violation for every rule', () => {
    const config = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string }[];
    };
    expect(config.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(violations).sort());
  });

  it('leaves innocent files alone', () => {
    expect(found.filter(({ from }) => neighbours.includes(from))).toEqual([]);
  });
});
