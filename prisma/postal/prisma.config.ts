import { defineConfig } from 'prisma/config';

// Migrations are applied by platform/apply-migrations.ts, so the engine is never run; an existing path keeps the CLI offline.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

const databaseUrl = process.env['DATABASE_URL_POSTAL'];

export default defineConfig({
  schema: '.',
  migrations: { path: 'migrations' },
  ...(databaseUrl ? { datasource: { url: databaseUrl } } : {}),
});
