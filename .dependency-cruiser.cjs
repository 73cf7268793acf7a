// The dependency rule of docs/architecture.md, as the machine checks it.
const underStudy = ['base', 'text', 'model', 'transcript', 'anchoring', 'format'];
const underActions = [...underStudy, 'study'];
const underReport = [...underActions, 'actions', 'merge', 'agreement', 'analysis', 'search'];
const layers = {
  base: [],
  text: ['base'],
  model: ['base', 'text'],
  transcript: ['base', 'text', 'model'],
  anchoring: ['base', 'text', 'model'],
  format: ['base', 'text', 'model'],
  study: underStudy,
  actions: underActions,
  merge: underActions,
  agreement: underActions,
  analysis: underActions,
  search: underActions,
  language: underActions,
  exchange: underReport,
  report: [...underReport, 'exchange'],
};
const libraries =
  '^node_modules/(yaml|fuse\\.js|jsonc-parser|valibot|fflate|diff|approx-string-match|@noble/hashes|simple-statistics)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-is-pure',
      comment: 'core imports only core and approved libraries',
      severity: 'error',
      from: { path: '^src/core' },
      to: { pathNot: `^src/core|${libraries}` },
    },
    ...Object.entries(layers).map(([layer, below]) => ({
      name: `core-${layer}`,
      severity: 'error',
      from: { path: `^src/core/${layer}/` },
      to: { path: '^src/core/', pathNot: `^src/core/(${[layer, ...below].join('|')})/` },
    })),
    {
      name: 'shells-never-import-each-other',
      severity: 'error',
      from: { path: '^src/(extension|webview|cli|node)/' },
      to: {
        path: '^src/(extension|webview|cli|node)/',
        pathNot: ['^src/$1/', '^src/webview/protocol\\.ts$', '^src/node/'],
      },
    },
    {
      name: 'node-only-for-desktop-and-cli',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(node|cli)/|^src/extension/desktop\\.ts$' },
      to: { path: '^src/node/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
