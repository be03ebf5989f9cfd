import { type Page, type PageArguments, pageByCursor } from '@rotunda/platform/page-by-cursor';
import { mayTreat } from '../access/chart-access.ts';
import { type Chart, type ChartRequest, openChart } from '../access/open-chart.ts';
import { type PatientSearch, daysOf, foldedWords } from './patient-search.ts';
import type { TreatedPatientFilter, TreatedPatientStore } from './treated-patient-store.ts';

export interface PatientConnection extends Page<Chart> {
  countAll(): Promise<number>;
}

interface FindRequest extends ChartRequest {
  readonly treatedPatients: TreatedPatientStore;
}

const limits = { maximum: 50, usual: 25 };

/**
 * Patients whom the caller treats now. Ids are looked up first, then every chart of the page is opened as any chart is:
 * judged, logged, and only then read.
 */
export async function findPatients(
  request: FindRequest,
  search: PatientSearch | null | undefined,
  page: PageArguments,
  recordKinds: readonly string[],
): Promise<PatientConnection> {
  const actor = request.viewer.attributes['practitioner'];
  const filter =
    actor === undefined || !mayTreat(request.viewer)
      ? undefined
      : filterOf(actor, request.clock.now(), search ?? {});
  const ids = await pageByCursor<string>(
    page,
    limits,
    async (after, limit) => (filter ? request.treatedPatients.readIds(filter, after?.[0], limit) : []),
    (id) => [id],
  );
  const opened = await Promise.all(
    ids.edges.map(async ({ cursor, node: patientId }) => ({
      cursor,
      node: await openChart(request, { patientId, action: 'search', recordKinds }),
    })),
  );
  const edges = opened.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : []));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: ids.pageInfo,
    countAll: async () => (filter ? request.treatedPatients.count(filter) : 0),
  };
}

function filterOf(actor: string, at: Date, search: PatientSearch): TreatedPatientFilter {
  const born = search.birthDate ? daysOf(search.birthDate) : undefined;
  return {
    actor,
    at,
    nameWords: foldedWords(search.name),
    bornFrom: born?.from,
    bornTo: born?.to,
    postalCode: search.postalCode ?? undefined,
  };
}
