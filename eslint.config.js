import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const FEATURES = ['paper', 'author', 'topic', 'technique', 'related', 'explore', 'stats', 'node', 'ref', 'search'];

/** Import directions: what the files of `target` may not import. */
const DIRECTIONS = [
  {
    target: FEATURES.map((name) => `./src/${name}/*.type.ts`),
    from: './src',
    except: [
      './api/node.ts',
      './api/scalars.ts',
      './api/pagination.ts',
      './author',
      './paper',
      './technique',
      './topic',
      './related',
      './explore',
      './search',
    ],
    message: 'A type file imports nothing but the shared pieces of the schema; relations are field resolvers.',
  },
  {
    target: FEATURES.map((name) => `./src/${name}/*.resolver.ts`),
    from: ['./src/graph/graph.ts', './src/graph/neo4j.ts', './src/graph/embedded.ts', './src/graph/open.ts'],
    message: 'A resolver asks loaders and repositories, never the graph.',
  },
  {
    target: FEATURES.map((name) => `./src/${name}/*.repository.ts`),
    from: './src/api',
    message: 'A repository knows nothing of the API.',
  },
  {
    target: ['./src/ingest', './src/graph', './src/text'],
    from: ['./src/api', './src/cli'],
    message: 'Ingest, graph and text know nothing of the API.',
  },
  { target: './src/graph', from: FEATURES.map((name) => `./src/${name}`), message: 'The port knows no feature.' },
  {
    target: ['./src/api', './src/cli', './src/ingest', './src/text', ...FEATURES.map((name) => `./src/${name}`)],
    from: ['./src/graph/neo4j.ts', './src/graph/embedded.ts'],
    message: 'Only graph/open.ts imports an adapter.',
  },
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'node_modules/', '.related-work/']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Each request's own value of a thrown reason is an Error already; the types cannot tell.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true, allowThrowingAny: true }],
      'import-x/no-restricted-paths': ['error', { zones: DIRECTIONS }],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['tests/**/*.test.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', '**.expect*'] }],
    },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node } },
);
