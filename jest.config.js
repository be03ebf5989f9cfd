// Registers TypeScript for what Jest itself requires (set-up, reporter), which needs more than stripping; tests go through the transform below.
import 'tsx';

/** @type {import('jest').Config} */
export default {
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.rotunda/'],
  modulePathIgnorePatterns: ['/\\.rotunda/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  setupFiles: ['<rootDir>/test/seed-properties.ts'],
  globalSetup: '<rootDir>/test/start-test-database.ts',
  globalTeardown: '<rootDir>/test/stop-test-database.ts',
  reporters: ['default', '<rootDir>/test/closing-line-reporter.ts'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
