import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only (architecture.md §6); configuration files are the exception.',
};
const noHiddenTime = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes from the Clock port.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes from the Clock port.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Ids come from the Ids port.',
  },
];
const noElectron = {
  patterns: [{ regex: '^electron($|/)', message: 'Only src-main/shells/electron knows Electron.' }],
};

/** Text that a person reads stands in src-renderer/i18n, never in a component. */
const textInI18n = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { found: 'Text for people belongs in src-renderer/i18n: “{{text}}”.' },
  },
  create(context) {
    const check = (node, text) => {
      if (typeof text === 'string' && /\p{Script=Han}/u.test(text)) {
        context.report({ node, messageId: 'found', data: { text: text.trim().slice(0, 20) } });
      }
    };
    return {
      Literal: (node) => check(node, node.value),
      JSXText: (node) => check(node, node.value),
      TemplateElement: (node) => check(node, node.value.cooked),
    };
  },
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'coverage/', '.cache/', 'node_modules/', 'seeds/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['{src-main,src-renderer,tests}/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-imports': ['error', noElectron],
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Handlers are async by their signature, hook results are taken apart by name: both are habits here.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['src-main/platform/clock.ts', 'src-main/platform/ids.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noHiddenTime] },
  },
  { files: ['src-main/shells/electron/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src-main/shells/cli/**/*.ts', 'tests/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, fengqiao: { rules: { 'text-in-i18n': textInI18n } } },
    rules: {
      // The two that find bugs; the plugin's others serve the React compiler, which is not used here, and cost a minute.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'fengqiao/text-in-i18n': 'error',
    },
  },
  { files: ['src-renderer/i18n/**'], rules: { 'fengqiao/text-in-i18n': 'off' } },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      // Tests look into answers whose shape they are about to prove.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['tests/e2e/**/*.ts'],
    rules: {
      // Playwright asks for a destructured first parameter, even an empty one.
      'no-empty-pattern': 'off',
      // The electron module that app.evaluate() hands in is typed, not imported.
      'no-restricted-imports': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.{js,cjs,ts}'],
    extends: [tseslint.configs.base],
    rules: {
      eqeqeq: ['error', 'always'],
      'no-undef': 'off',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
);
