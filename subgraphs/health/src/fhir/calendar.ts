const partialDate = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;
const zonedTime =
  /^T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;

/** Whether the text is a FHIR date: YYYY, YYYY-MM or YYYY-MM-DD of a day that exists. Source: FHIR R4, datatypes, 2.24.0.1. */
export function isFhirDate(text: string): boolean {
  const parts = partialDate.exec(text);
  if (!parts || parts[1] === '0000') return false;
  if (parts[3] === undefined) return true;
  return Number(parts[3]) <= daysInMonth(Number(parts[1]), Number(parts[2]));
}

/** Whether the text is a FHIR instant: a day that exists, a time to the second or finer, and a zone. */
export function isFhirInstant(text: string): boolean {
  return text.length > 10 && isFhirDate(text.slice(0, 10)) && zonedTime.test(text.slice(10));
}

/** Whether the text is a FHIR dateTime: a date, or a date with time and zone. */
export function isFhirDateTime(text: string): boolean {
  return text.length > 10 ? isFhirInstant(text) : isFhirDate(text);
}

/** The first moment in UTC that a valid FHIR date or dateTime can mean, as Unix milliseconds. */
export function firstMomentOf(text: string): number {
  if (text.length > 10) return Date.parse(text.replace(':60', ':59'));
  return Date.parse(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);
}

/** The first and last calendar day that a valid FHIR date can mean. */
export function daysOf(text: string): { readonly from: string; readonly to: string } {
  const year = text.slice(0, 4);
  if (text.length === 4) return { from: `${year}-01-01`, to: `${year}-12-31` };
  if (text.length === 7) {
    return { from: `${text}-01`, to: `${text}-${daysInMonth(Number(year), Number(text.slice(5)))}` };
  }
  return { from: text.slice(0, 10), to: text.slice(0, 10) };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
