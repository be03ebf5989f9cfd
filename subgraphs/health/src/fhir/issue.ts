export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly code: IssueCode;
  /** FHIRPath from the resource, e.g. `Patient.name[0].given[1]`; relative while a validator is still at work. */
  readonly path: string;
  /** What is wrong and what would be right. Never a value of the resource: it may be personal. */
  readonly message: string;
}

export type IssueCode =
  | 'unknown-element'
  | 'missing-element'
  | 'wrong-shape'
  | 'bad-value'
  | 'empty'
  | 'code-not-in-value-set'
  | 'wrong-reference-target'
  | 'repeated-choice'
  | 'broken-rule'
  | 'unknown-type'
  | 'unstorable-text'
  | 'not-json'
  | 'not-a-resource'
  | 'bad-bundle'
  | 'unknown-patient'
  | 'byte-order-mark'
  | 'future-date'
  | 'died-before-birth'
  | 'conflict';

/** What a validator of one element returns: nothing to say, or what is wrong with it. */
export type Findings = readonly Issue[] | undefined;

/** One error at the element itself. */
export function finding(code: IssueCode, message: string): Findings {
  return [{ severity: 'error', code, path: '', message }];
}

/** One warning at the element itself: worth telling, no reason to refuse. */
export function caution(code: IssueCode, message: string): Findings {
  return [{ severity: 'warning', code, path: '', message }];
}

/** What is known so far and what was found under a child, whose paths now begin with the child's segment. */
export function under(known: Findings, segment: string, found: Findings): Findings {
  if (!found) return known;
  const placed = found.map((issue) => ({ ...issue, path: joinPath(segment, issue.path) }));
  return known ? [...known, ...placed] : placed;
}

function joinPath(segment: string, rest: string): string {
  if (rest === '') return segment;
  return rest.startsWith('[') ? segment + rest : `${segment}.${rest}`;
}
