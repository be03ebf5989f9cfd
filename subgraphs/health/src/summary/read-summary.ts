import type { Clock } from '@rotunda/platform/clock';
import type { AllergyIntolerance } from 'fhir/r4.js';
import type { Chart } from '../access/open-chart.ts';
import { type StoredRecord, resourceOf } from '../records/stored-record.ts';
import { type SectionName, type SummarySection, statesAbsence, summarySections } from './summary-sections.ts';
import type { SummaryStore } from './summary-store.ts';

export interface SectionSource {
  readonly state: 'PRESENT' | 'NONE_KNOWN' | 'NOT_ASKED' | 'WITHHELD';
  readonly items: StoredRecord[];
}

export interface PatientSummarySource {
  readonly chart: Chart;
  readonly generatedAt: Date;
  readonly language: string;
  readonly sections: Readonly<Record<SectionName, SectionSource>>;
}

/**
 * The summary of a chart: the asked sections in one statement. A kind outside the caller's scopes makes its sections WITHHELD;
 * rows held back by a label leave no trace.
 */
export async function readSummary(
  summaries: SummaryStore,
  clock: Clock,
  chart: Chart,
  options: { readonly language: string | undefined; readonly asked: ReadonlySet<string> },
): Promise<PatientSummarySource> {
  const asked = summarySections.filter(({ name }) => options.asked.has(name));
  const open = asked.filter(({ fhirType }) => chart.access.covers(fhirType));
  const language = options.language ?? chart.language;
  const pass = await chart.passFor(...new Set(open.map(({ fhirType }) => fhirType)));
  const rows = await summaries.read(pass, open);

  const itemsOf = new Map<SectionName, StoredRecord[]>(open.map(({ name }) => [name, []]));
  for (const row of rows) itemsOf.get(row.section)?.push({ row, chart, language });
  const sections = Object.fromEntries(
    summarySections.map((section) => [
      section.name,
      sectionOf(section, chart, itemsOf.get(section.name) ?? []),
    ]),
  ) as Record<SectionName, SectionSource>;
  return { chart, generatedAt: clock.now(), language, sections };
}

function sectionOf({ fhirType }: SummarySection, chart: Chart, items: StoredRecord[]): SectionSource {
  if (!chart.access.covers(fhirType)) return { state: 'WITHHELD', items };
  if (items.length === 0) return { state: 'NOT_ASKED', items };
  return { state: items.every(isAbsence) ? 'NONE_KNOWN' : 'PRESENT', items };
}

function isAbsence({ row }: StoredRecord): boolean {
  const codings = resourceOf<Pick<AllergyIntolerance, 'code'>>(row).code?.coding ?? [];
  return codings.some(({ code }) => statesAbsence(code));
}
