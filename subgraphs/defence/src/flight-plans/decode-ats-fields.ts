/** Why a message was not understood, and in which field of ICAO Doc 4444, appendix 3. */
export interface AtsFault {
  readonly reason: 'SYNTAX' | 'OUT_OF_RANGE' | 'UNKNOWN_TYPE' | 'TOO_LARGE';
  readonly field: number | undefined;
  readonly detail: string;
}

export interface AtsFields {
  /** Such as FPL. */
  readonly type: string;
  /** The fields after the type, as sent, in order. */
  readonly fields: readonly string[];
}

const maximumCharacters = 20_000;

/** Whether what came back is a fault. */
export function isAtsFault(value: object): value is AtsFault {
  return 'reason' in value;
}

/** A fault in one field. */
export function fieldFault(field: number, detail: string): AtsFault {
  return { reason: 'SYNTAX', field, detail };
}

/** The bracketed part of a message, taken out of its telegram, with wrapped lines joined and its fields parted at the hyphens. Refuses text without brackets or type, and what is too long to be a message. */
export function splitAtsMessage(text: string): AtsFields | AtsFault {
  if (text.length > maximumCharacters) {
    return { reason: 'TOO_LARGE', field: undefined, detail: 'The message is over 20,000 characters.' };
  }
  const start = text.indexOf('(');
  const end = text.lastIndexOf(')');
  if (start < 0 || end < start) {
    return { reason: 'SYNTAX', field: undefined, detail: 'The message is not in round brackets.' };
  }
  const line = text
    .slice(start + 1, end)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?- ?/g, '-')
    .trim()
    .toUpperCase();
  const [head = '', ...fields] = line.split('-');
  const type = /^([A-Z]{3})(?![A-Z]{2})/.exec(head)?.[1];
  if (type === undefined) {
    return { reason: 'SYNTAX', field: 3, detail: 'The message does not begin with its type.' };
  }
  return { type, fields };
}
