/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/support/setup.mjs',
  globalTeardown: '<rootDir>/tests/support/teardown.mjs',
  setupFiles: ['reflect-metadata'],
  reporters: ['default', '<rootDir>/tests/support/reporter.mjs'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // These export themselves to `import` alone, or give `require` a broken build.
    '^@retorquere/bibtex-parser$': '<rootDir>/node_modules/@retorquere/bibtex-parser/dist/esm/index.js',
    '^unicode2latex$': '<rootDir>/node_modules/unicode2latex/dist/esm/index.js',
    '^tiny-merge-patch$': '<rootDir>/node_modules/tiny-merge-patch/dist/index.mjs',
  },
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These packages are ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(@orama|p-limit|yocto-queue|stream-json|stream-chain|tiny-merge-patch|@retorquere|unicode2latex|d3-[a-z]+)/)',
  ],
  testTimeout: 60_000,
};
