import type { ObservationCategory } from '../generated/resolvers-types.ts';

const codes: Readonly<Record<ObservationCategory, string>> = {
  LABORATORY: 'laboratory',
  VITAL_SIGNS: 'vital-signs',
  SOCIAL_HISTORY: 'social-history',
  SURVEY: 'survey',
  IMAGING: 'imaging',
  EXAM: 'exam',
  PROCEDURE: 'procedure',
  THERAPY: 'therapy',
  ACTIVITY: 'activity',
};
const categories = new Map(
  Object.entries(codes).map(([category, code]) => [code, category as ObservationCategory]),
);

/** Code of a category in the records. Source: HL7 observation-category. */
export function codeOfCategory(category: ObservationCategory): string {
  return codes[category];
}

/** Category of a recorded code; undefined for one of another list. */
export function categoryOf(code: string): ObservationCategory | undefined {
  return categories.get(code);
}
