import type { Clock } from '@rotunda/platform/clock';
import { createFederatedSchema } from '@rotunda/platform/create-federated-schema';
import { createDatabaseAdapter, openPool } from '@rotunda/platform/open-database';
import { queriesUntilDeadline } from '@rotunda/platform/query-until-deadline';
import type { RequestFacts } from '@rotunda/platform/request-facts';
import type { Subgraph } from '@rotunda/platform/subgraph';
import type { Viewer } from '@rotunda/platform/viewer';
import { createChartFactsStore } from './access/chart-facts-store.ts';
import { createAccessLogReader } from './access-log/access-log-reader-store.ts';
import { createAccessLogWriter } from './access-log/access-log-writer-store.ts';
import { createAccessLog } from './access-log/append-access-events.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createImportFileStore } from './imports/import-file-store.ts';
import { createImportJobStore } from './imports/import-job-store.ts';
import { createPatientStore } from './patients/patient-store.ts';
import { createTreatedPatientStore } from './patients/treated-patient-store.ts';
import { policies } from './policies.ts';
import { createPopulationStore } from './population/population-store.ts';
import { createRecordStore } from './records/record-store.ts';
import type { HealthRequest } from './request.ts';
import { healthScalars, resolvers } from './resolvers.ts';
import { createSummaryStore } from './summary/summary-store.ts';
import { firstLanguage } from './terminology/choose-language.ts';

export interface HealthOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Log that access events are chained in. Replicas with a log of their own never wait for one another; `main` unless told. */
  readonly accessLog?: string | undefined;
}

/** The health wing as a value. Its database must be migrated. */
export async function createHealth({
  databaseUrl,
  clock,
  accessLog = 'main',
}: HealthOptions): Promise<Subgraph> {
  const schema = createFederatedSchema({
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers: { ...resolvers, ...healthScalars },
    policies,
  });
  const pool = openPool(databaseUrl);
  const prisma = new PrismaClient({ adapter: createDatabaseAdapter(databaseUrl, { maxConnections: 4 }) });
  const log = createAccessLog(accessLog, createAccessLogWriter(pool));
  const accessLogReader = createAccessLogReader(prisma);

  return {
    name: 'health',
    schema,
    requestFor(viewer: Viewer, facts: RequestFacts): HealthRequest {
      const queries = queriesUntilDeadline(pool, facts);
      return {
        viewer,
        facts,
        clock,
        language: firstLanguage(facts.languages),
        accessLog: log,
        accessLogReader,
        chartFacts: createChartFactsStore(queries, viewer.attributes['practitioner']),
        patients: createPatientStore(queries),
        treatedPatients: createTreatedPatientStore(queries),
        records: createRecordStore(queries),
        summaries: createSummaryStore(queries),
        population: createPopulationStore(queries, clock),
        importJobs: createImportJobStore(prisma),
        importFiles: createImportFileStore(prisma),
      };
    },
    close: async () => {
      await Promise.all([pool.end(), prisma.$disconnect()]);
    },
  };
}
