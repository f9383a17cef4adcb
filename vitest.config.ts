import { defineConfig } from 'vitest/config';

const roots = ['app', 'components', 'lib', 'tools', 'prisma'];
const files = (ending: string) => roots.map((root) => `${root}/**/*${ending}`);

// `server-only` throws outside of React's server bundles; for the tests of services it is an empty module.
const alias = { 'server-only': new URL('./tools/test/empty.ts', import.meta.url).pathname };

// A wait ends when what it waits for is there; only what never comes takes so long.
const patient = { BAILIWICK_PATIENCE: '3' };
const patientPoll = { poll: { timeout: 60_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          expect: patientPoll,
          env: patient,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          include: [...files('.test.ts'), ...files('.test.tsx')],
          exclude: ['**/node_modules/**', '**/*.{integration,security,faults}.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          expect: patientPoll,
          include: files('.integration.test.ts'),
          globalSetup: ['tools/test/stack.ts'],
          setupFiles: ['tools/test/no-warnings.ts'],
          env: patient,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          maxWorkers: 3,
        },
      },
      {
        // A control plane of its own: these tests take policies away and put them back.
        resolve: { alias },
        test: {
          name: 'security',
          expect: patientPoll,
          include: files('.security.test.ts'),
          globalSetup: ['tools/test/stack.ts'],
          setupFiles: ['tools/test/no-warnings.ts'],
          env: patient,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          maxWorkers: 1,
        },
      },
      {
        // Rows of the fault matrix mostly wait, so several run side by side in one worker. Each wait in a row has its own
        // deadline; rows that share a control plane also wait for each other.
        resolve: { alias },
        test: {
          name: 'faults',
          expect: patientPoll,
          include: files('.faults.test.ts'),
          globalSetup: ['tools/test/stack.ts'],
          setupFiles: ['tools/test/no-warnings.ts'],
          env: patient,
          testTimeout: 1_800_000,
          hookTimeout: 240_000,
          maxConcurrency: 8,
          maxWorkers: 2,
        },
      },
    ],
  },
});
