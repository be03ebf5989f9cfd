import type { ChartRequest } from './access/open-chart.ts';
import type { AccessLogReader } from './access-log/access-log-reader.ts';
import type { ImportFileStore } from './imports/import-file-store.ts';
import type { ImportJobStore } from './imports/import-job-store.ts';
import type { PatientStore } from './patients/patient-store.ts';
import type { TreatedPatientStore } from './patients/treated-patient-store.ts';
import type { PopulationStore } from './population/population-store.ts';
import type { RecordStore } from './records/record-store.ts';
import type { SummaryStore } from './summary/summary-store.ts';

/** What a resolver of this wing gets: who asks, and stores that live as long as the request. */
export interface HealthRequest extends ChartRequest {
  readonly patients: PatientStore;
  readonly treatedPatients: TreatedPatientStore;
  readonly records: RecordStore;
  readonly summaries: SummaryStore;
  readonly accessLogReader: AccessLogReader;
  readonly population: PopulationStore;
  readonly importJobs: ImportJobStore;
  readonly importFiles: ImportFileStore;
}
