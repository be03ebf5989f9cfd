import type { Config } from 'jest';

const config: Config = {
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.rotunda/'],
  modulePathIgnorePatterns: ['/\\.rotunda/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/start-test-database.ts',
  globalTeardown: '<rootDir>/test/stop-test-database.ts',
  reporters: ['default', '<rootDir>/test/closing-line-reporter.ts'],
  maxWorkers: 2,
  testTimeout: 60_000,
};

export default config;
