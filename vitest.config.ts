import { defineConfig } from 'vitest/config';

const roots = ['app', 'components', 'lib', 'tools', 'prisma'];
const files = (ending: string) => roots.map((root) => `${root}/**/*${ending}`);

// `server-only` throws outside of React's server bundles; for the tests of services it is an empty module.
const alias = { 'server-only': new URL('./tools/test/empty.ts', import.meta.url).pathname };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: [...files('.test.ts'), ...files('.test.tsx')],
          exclude: ['**/node_modules/**', '**/*.integration.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: files('.integration.test.ts'),
          globalSetup: ['tools/test/stack.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
        },
      },
    ],
  },
});
