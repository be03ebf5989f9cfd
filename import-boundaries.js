/** Who may import whom, one entry a kind of file. The table in docs/architecture.md says the same in words. */

const prisma = {
  group: ['**/generated/prisma/**', '@prisma/*', 'pg', 'pg-copy-streams'],
  message: 'Only stores and importers speak to the database.',
};
const otherWings = (wings) => ({
  group: wings.map((wing) => `@rotunda/${wing}/*`),
  message: 'A wing never imports another wing.',
});
const gateway = { group: ['@rotunda/gateway/*'], message: 'Nothing below the gateway imports it.' };
const wings = {
  group: ['@rotunda/postal/*', '@rotunda/defence/*', '@rotunda/health/*', '**/subgraphs/**'],
  message: 'The gateway reads contracts, never wings.',
};
const stores = {
  group: ['../*/*-store.ts', '../../*/*-store.ts'],
  message: "Ask the other module's use case, not its store.",
};

const typesOnly = (group, message) => ({ group, message, allowTypeImports: true });

const boundary = (files, patterns, ignores = []) => ({
  files,
  ignores: ['**/*.test.ts', ...ignores],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

const speaksToTheDatabase = [
  '**/*-store.ts',
  '**/create-*.ts',
  '**/seed-*.ts',
  '**/request.ts',
  '**/main.ts',
  '**/demonstration/**',
  '**/*import*/**',
  '**/import-*.ts',
];

export const importBoundaries = [
  boundary(['platform/**/*.ts'], [gateway, wings]),
  boundary(['gateway/src/**/*.ts'], [wings, prisma]),
  ...['postal', 'defence', 'health'].flatMap((wing, index, all) => {
    const others = otherWings(all.filter((name) => name !== wing));
    return [
      boundary([`subgraphs/${wing}/src/**/*.ts`], [gateway, others, prisma, stores], speaksToTheDatabase),
      boundary(
        speaksToTheDatabase.map((pattern) => `subgraphs/${wing}/src/${pattern}`),
        [gateway, others],
      ),
      boundary(
        [`subgraphs/${wing}/src/**/*-{state,access,rules}.ts`, `subgraphs/${wing}/src/**/decode-*.ts`],
        [
          gateway,
          others,
          prisma,
          typesOnly(
            ['@rotunda/platform/*', 'graphql', '**/generated/**'],
            'A rule is pure: it may import types only.',
          ),
        ],
      ),
    ];
  }),
];
