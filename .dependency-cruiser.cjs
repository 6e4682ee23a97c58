// The floors of docs/architecture.md §1: an import goes down, never up, never sideways, and there are no circles.
const capabilities = '(mediation|timebank|people|reporting)';
/** A capability of many subjects has a folder for each, with the same rooms. `documents/` is none: it holds templates. */
const subject =
  '(checks/|proceedings/|deadlines/|performance/|enquiries/|search/|register/|lines/|papers/|dossier/|archive/|subsidy/|rules/|work/|spending/|closing/|session-hours/|activities/|circle/|membership/)?';
/** Files directly inside a capability that are rooms with another job than a pure rule, by their name. */
const rooms = '(entities|handlers|public|[a-z-]+-(store|handlers|jobs))';
/** Files that read or write without being named so. A new one is either renamed or stands here for all to see. */
const readers =
  '(mediation/(case-list|case-view|check-input)|timebank/(ledger-verify|sheet-assessment|sheet-posting)|people/(actor|password))';
const ruleFiles = {
  path: `^src-main/${capabilities}/${subject}[a-z-]+\\.ts$`,
  pathNot: [`^src-main/${capabilities}/${subject}${rooms}\\.ts$`, `^src-main/${readers}\\.ts$`],
};
/** Values and pure functions of the platform; no clock, no chance, no file. */
const purePlatform =
  '^src-main/platform/(money|minutes|dates|hash|search-key|app-error|calendar/calendar|documents/document-digest)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one thing, or one of them stands on the wrong floor.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      comment: 'The contract is importable by all and imports none but zod.',
      from: { path: '^src-main/contract/' },
      to: { pathNot: ['^src-main/contract/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^src-main/platform/' },
      to: { path: `^src-main/(${capabilities}/|application|document-|entities|shells/)` },
    },
    {
      name: 'capabilities-know-nothing-above',
      severity: 'error',
      from: { path: `^src-main/${capabilities}/` },
      to: { path: '^src-main/(application|document-|entities|shells/)' },
    },
    {
      name: 'capability-by-its-public-file',
      severity: 'error',
      comment: 'One capability reaches another through that one’s public.ts only.',
      from: { path: `^src-main/${capabilities}/` },
      to: {
        path: `^src-main/${capabilities}/`,
        pathNot: [`^src-main/$1/`, `^src-main/${capabilities}/public\\.ts$`],
      },
    },
    {
      name: 'mediation-edges',
      severity: 'error',
      comment: 'mediation → timebank (a volunteer mediator’s session hours), people.',
      from: { path: '^src-main/mediation/' },
      to: { path: '^src-main/reporting/' },
    },
    {
      name: 'timebank-edges',
      severity: 'error',
      comment: 'timebank → people.',
      from: { path: '^src-main/timebank/' },
      to: { path: '^src-main/(mediation|reporting)/' },
    },
    {
      name: 'people-edges',
      severity: 'error',
      comment: 'people stands on the platform alone.',
      from: { path: '^src-main/people/' },
      to: { path: '^src-main/(mediation|timebank|reporting)/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment:
        'A rule file (values in, values out) imports other rule files, contract types, the data of its documents and ' +
        'the pure part of the platform. Types may come from anywhere below.',
      from: ruleFiles,
      to: {
        pathNot: [
          `^src-main/$1/${subject}[a-z-]+\\.ts$`,
          '^src-main/$1/documents/[a-z-]+-data\\.ts$',
          '^src-main/(mediation|timebank|people|reporting)/public\\.ts$',
          '^src-main/contract/',
          purePlatform,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-do-not-use-rooms',
      severity: 'error',
      comment: 'A rule file does not reach into a store or a handler of its own capability.',
      from: ruleFiles,
      to: {
        path: [
          `^src-main/${capabilities}/${subject}(entities|handlers|[a-z-]+-(store|handlers|jobs))\\.ts$`,
          `^src-main/${readers}\\.ts$`,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'electron-in-its-shell',
      severity: 'error',
      from: { pathNot: '^src-main/shells/electron/' },
      to: { path: '^(electron|node_modules/electron)($|/)' },
    },
    {
      name: 'shells-use-the-application',
      severity: 'error',
      comment: 'A shell sees the application, its ports, the contract, and the plain values of the platform.',
      from: { path: '^src-main/shells/([^/]+)/' },
      to: {
        path: '^src-main/',
        pathNot: [
          '^src-main/shells/$1/',
          '^src-main/application\\.ts$',
          '^src-main/contract/',
          '^src-main/platform/(ports|app-error|clock|ids|money|minutes|dates|files/output-folder)\\.ts$',
        ],
      },
    },
    {
      name: 'preload-is-one-file',
      severity: 'error',
      comment: 'The sandboxed preload holds no npm package and no zod.',
      from: { path: '^src-main/shells/electron/preload\\.ts$' },
      to: {
        pathNot: [
          '^electron$',
          'node_modules/electron/',
          '^src-main/contract/route-names\\.ts$',
          'channels\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'window-sees-the-contract-only',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/', pathNot: '^src-main/contract/' },
    },
    {
      name: 'window-runs-without-node',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-does-not-know-the-window',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-renderer/' },
    },
    {
      name: 'one-folder-knows-the-database',
      severity: 'error',
      comment:
        'The day sqlite3 or TypeORM must go, one folder changes; entities are declared with EntitySchema.',
      from: {
        path: '^src-main/',
        pathNot: ['^src-main/platform/database/', 'entities\\.ts$'],
      },
      to: { path: 'node_modules/(typeorm|sqlite3)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-folder-knows-pdfkit',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/platform/documents/' },
      to: { path: 'node_modules/(pdfkit|fontkit|@pdfme/pdf-lib)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
