import type { ReportMarking } from '../sensor-report.ts';

const levels: ReadonlyMap<string, ReportMarking['level']> = new Map([
  ['UNCLASSIFIED', 'UNCLASSIFIED'],
  ['U', 'UNCLASSIFIED'],
  ['CUI', 'CUI'],
  ['RESTRICTED', 'RESTRICTED'],
]);
const unset = new Set(['', 'UNDEFINED']);

function words(text: string): readonly string[] {
  return text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** The marking that an event's access, caveat and releasableTo attributes make: `undefined` where access is unset, `'REFUSED'` for a level that may not be held here. */
export function cotMarking(
  attributes: Readonly<Record<string, string | undefined>>,
): ReportMarking | undefined | 'REFUSED' {
  const access = (attributes['access'] ?? '').trim().toUpperCase();
  if (unset.has(access)) {
    return undefined;
  }
  const level = levels.get(access);
  // TAK's own protobuf spells the attribute with an e too many, and so do some senders of XML.
  const releasableTo = attributes['releasableTo'] ?? attributes['releaseableTo'] ?? '';
  return level === undefined
    ? 'REFUSED'
    : { level, controls: words(attributes['caveat'] ?? ''), releasableTo: words(releasableTo) };
}
