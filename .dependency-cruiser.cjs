/** The arrows of docs/architecture.md: main → actions → {sheets, forms, mail, docs} → scheme; local/ stands apart. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
module.exports = {
  forbidden: [
    rule('no-cycle', 'A cycle hides who depends on whom.', {}, { circular: true }),
    rule(
      'scheme-is-pure',
      'The rules know nothing of Google, of the workbook or of mail.',
      { path: '^src/scheme/' },
      { path: '^(src/(?!scheme/)|local/|node_modules/(?!zod|stdnum))' },
    ),
    rule(
      'gateways-look-down',
      'Sheets, forms, mail and docs never call actions or the front door.',
      { path: '^src/(sheets/(?!screens/)|forms/|mail/|docs/)' },
      { path: '^(src/(actions/|main)|local/)' },
    ),
    rule(
      'pages-know-answers-only',
      "The add-on's pages run in a browser: of the script they know the shape of its answers, nothing that runs.",
      { path: '^src/sheets/screens/' },
      { path: '^(src/(?!sheets/screens/)|local/)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'actions-below-main',
      'Only Google calls the front door.',
      { path: '^src/actions/' },
      { path: '^(src/main|local/)' },
    ),
    rule(
      'local-runs-the-bundle',
      'The local Workspace runs the built bundle; only shared types and the mail library come from src.',
      { path: '^local/' },
      { path: '^src/(?!mail/|sheets/schema)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'no-orphan',
      'A file nobody imports is dead.',
      {
        orphan: true,
        pathNot: [
          '^src/main\\.ts$',
          '^local/(cli|push)\\.ts$',
          '^local/web/(start|host/thread|pages/(main|script-bridge))\\.tsx?$',
          '^local/web/build-web\\.mjs$',
          '\\.d\\.ts$',
          'tsconfig\\.json$',
        ],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(dist|build)/' },
  },
};
