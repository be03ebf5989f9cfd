/** The first thing that is wrong with a log. Indices count records from 0. */
export type AuditFinding =
  /** The record is not what it was when it was written. */
  | { readonly kind: 'altered'; readonly index: number }
  /** The record is gone and those behind it are there. */
  | { readonly kind: 'removed'; readonly index: number }
  /** The record stands further behind. */
  | { readonly kind: 'reordered'; readonly index: number }
  /** At its place stands a record that is not of the log, or that stood before. */
  | { readonly kind: 'inserted'; readonly index: number }
  /** The log ends before this record, though a signed head has it and those up to `promised`. */
  | { readonly kind: 'cutOff'; readonly index: number; readonly promised: number }
  /** A record of these was changed and the chain behind it made anew: no signed head agrees with it. */
  | { readonly kind: 'rewritten'; readonly from: number; readonly to: number }
  | { readonly kind: 'headForged'; readonly file: string; readonly line: number }
  /** The file that says where a segment begins is gone. */
  | { readonly kind: 'headMissing'; readonly file: string };

/** A finding as one sentence. */
export function describeFinding(finding: AuditFinding): string {
  switch (finding.kind) {
    case 'altered':
      return `Record ${finding.index} was altered.`;
    case 'removed':
      return `Record ${finding.index} was removed.`;
    case 'reordered':
      return `Record ${finding.index} was reordered: it stands behind its place.`;
    case 'inserted':
      return `A record was inserted at the place of record ${finding.index}.`;
    case 'cutOff':
      return `Record ${finding.index} and those behind it were cut off: a signed head counts ${finding.promised}.`;
    case 'rewritten':
      return finding.from === finding.to
        ? `Record ${finding.from} was altered and the chain behind it made anew: the signed head does not agree.`
        : `One of the records ${finding.from} to ${finding.to} was altered and the chain behind it made anew: the signed head does not agree.`;
    case 'headForged':
      return `Line ${finding.line} of ${finding.file} is not signed with any of the keys.`;
    case 'headMissing':
      return `${finding.file} is missing, or does not begin with the head of its segment.`;
  }
}
