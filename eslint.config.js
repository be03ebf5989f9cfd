import * as graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { importBoundaries } from './import-boundaries.js';

const typescript = {
  files: ['**/*.ts'],
  extends: [tseslint.configs.recommended],
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    'max-lines': ['error', { max: 300, skipComments: false }],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
    ],
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  },
};

const speakOnTheConsole = {
  files: ['start.ts', 'generate.ts', 'cli/**', 'bench/**', 'test/closing-line-reporter.ts'],
  rules: { 'no-console': 'off' },
};

const configuration = {
  files: [
    '*.config.ts',
    'prisma/*/prisma.config.ts',
    'test/{start,stop}-test-database.ts',
    'test/closing-line-reporter.ts',
  ],
  rules: { 'no-restricted-syntax': 'off' },
};

const publicContract = {
  files: ['gateway/supergraph/api.graphql'],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: { graphQLConfig: { schema: './gateway/supergraph/api.graphql' } },
  },
  rules: {
    '@graphql-eslint/require-description': [
      'error',
      { types: true, FieldDefinition: true, EnumValueDefinition: true, InputValueDefinition: true },
    ],
    '@graphql-eslint/naming-convention': [
      'error',
      { types: 'PascalCase', FieldDefinition: 'camelCase', EnumValueDefinition: 'UPPER_CASE' },
    ],
    '@graphql-eslint/require-deprecation-reason': 'error',
    '@graphql-eslint/no-typename-prefix': 'error',
  },
};

export default tseslint.config(
  { ignores: ['**/node_modules', '**/generated', '.rotunda', 'coverage'] },
  typescript,
  ...importBoundaries,
  speakOnTheConsole,
  configuration,
  publicContract,
  prettier,
);
