// The import rules of the architecture: everything points from the edges to the pure core.
// tools/check/imports.test.ts plants one violation of each rule and expects it to be found.

const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: to },
});
const never = (name, from, to, comment, extra = {}) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: TESTS },
  to: { path: to, ...extra },
});

const TESTS = '\\.test\\.tsx?$';
const OURS = '^(app|components|lib|tools|e2e|prisma)/';
const PURE_PROVISIONER = '^lib/provisioner/(desired|diff|status|policies)/';
const runtime = { dependencyTypesNot: ['type-only'] };

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Cycles hide who depends on whom.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    only(
      'app-imports',
      '^app/',
      '^(app|components|lib/(actions|services|auth|domain))/',
      'Pages compose; they never reach data or cluster.',
    ),
    only(
      'components-imports',
      '^components/(?!ui/)',
      '^(components|lib/domain)/',
      'Parts get DTOs and actions as props.',
    ),
    only('ui-imports', '^components/ui/', '^components/ui/', 'The design system knows no domain word.'),
    only('domain-imports', '^lib/domain/', '^lib/domain/', 'The domain is pure.'),
    only('auth-imports', '^lib/auth/', '^lib/(auth|data|domain)/', 'Sessions and permissions.'),
    only(
      'actions-imports',
      '^lib/actions/',
      '^lib/(actions|services|auth|domain|trace)/',
      'One wrapper between browser and services.',
    ),
    only(
      'services-imports',
      '^lib/services/',
      '^lib/((services|auth|data|domain|trace|provisioner/(desired|diff))/|conformance/(?!runtime/))',
      'Services use data and the pure core, never the cluster.',
    ),
    only('data-imports', '^lib/data/', '^lib/(data|domain)/', 'Queries know rows and the domain.'),
    only('k8s-imports', '^lib/k8s/', '^lib/(k8s|domain)/', 'Transport knows no environment.'),
    only(
      'process-imports',
      '^lib/process/',
      '^lib/process/',
      'The frame of a process knows neither rows nor the cluster.',
    ),
    only('trace-imports', '^lib/trace/', '^lib/trace/', 'Spans know nothing of what they are about.'),
    only(
      'pure-provisioner-imports',
      PURE_PROVISIONER,
      '^lib/(domain|provisioner/(desired|diff|status|policies))/',
      'Desired state, diff and status are pure.',
    ),
    only(
      'reconcile-imports',
      '^lib/provisioner/([^/]+$|preflight/)',
      '^lib/(domain|provisioner/(?!runtime/))',
      'The algorithm gets its ports injected.',
    ),
    only(
      'runtime-imports',
      '^lib/provisioner/runtime/',
      '^lib/(domain|data|k8s|process|provisioner|trace)/',
      'The composition root.',
    ),
    only(
      'conformance-imports',
      '^lib/conformance/(?!runtime/)',
      '^lib/((domain|provisioner/(desired|policies))/|conformance/(?!runtime/))',
      'Checks get their two ways of asking injected.',
    ),
    only(
      'conformance-runtime-imports',
      '^lib/conformance/runtime/',
      '^lib/(domain|data|k8s|process|conformance|provisioner/(desired|policies))/',
      'The composition root of the conformance process.',
    ),
    only(
      'notifier-imports',
      '^lib/notifier/(?!runtime/)',
      '^lib/(domain|notifier/(?!runtime/))',
      'Judging and wording get what they need injected.',
    ),
    only(
      'notifier-runtime-imports',
      '^lib/notifier/runtime/',
      '^lib/(domain|data|process|notifier)/',
      'The composition root of the notifier; it knows no cluster.',
    ),
    never(
      'prisma-only-in-data',
      '^(app|components|lib/(?!data/))',
      '(^|/)node_modules/(@prisma|\\.prisma|pg)/|^lib/data/generated/',
      'Only lib/data talks to the database.',
    ),
    never(
      'client-node-only-in-k8s',
      '^(app|components|lib/(?!k8s/))',
      '(^|/)node_modules/@kubernetes/',
      'Only lib/k8s talks to the cluster; types may be used by the pure core.',
      runtime,
    ),
    never(
      'no-cluster-in-web',
      '^(app|components|lib/(actions|auth|services|data/(?!provisioner)))',
      '^lib/(k8s|provisioner/runtime|conformance/runtime)/',
      'The web tier holds no cluster access.',
    ),
    never(
      'no-react-in-core',
      '^lib/(domain|data|k8s|process|provisioner|conformance|notifier|trace)/',
      '(^|/)node_modules/(next|next-auth|react|react-dom|server-only)/',
      'The core runs without the web framework.',
    ),
    never(
      'no-node-in-domain',
      '^(lib/domain|components)/',
      '^(node:)?(fs|net|http|https|child_process|tls|dns|os)($|/)',
      'Pure means no I/O.',
    ),
    never(
      'product-without-tools',
      '^(app|components|lib)/',
      '^(tools|e2e)/',
      'The product never needs the local stack.',
    ),
    {
      name: 'no-dev-in-product',
      severity: 'error',
      comment: 'Shipped code needs shipped packages.',
      from: { path: '^(app|components|lib)/', pathNot: `${TESTS}|\\.test-[a-z-]+\\.ts$` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
    moduleSystems: ['es6'],
  },
};
