import type { MailClass } from './parcel.ts';

/** Where ground mail takes weeks, or does not go at all. Source: terms of the 2022 kit programme. */
const byAir = ['AK', 'HI', 'AA', 'AE', 'AP'];

/** How a parcel goes to an address, by the state in its last line. */
export function mailClassOf(lastLine: string): MailClass {
  const [, state = ''] = / ([A-Z]{2}) \d{5}(?:-\d{4})?$/.exec(lastLine) ?? [];
  return byAir.includes(state) ? 'PRIORITY_MAIL' : 'GROUND_ADVANTAGE';
}
