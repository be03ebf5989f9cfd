/** USPS letters and names of states, territories and military states. Source: Publication 28, appendix B. */
const stateTable =
  'AL ALABAMA|AK ALASKA|AS AMERICAN SAMOA|AZ ARIZONA|AR ARKANSAS|CA CALIFORNIA|CO COLORADO|CT CONNECTICUT|DE DELAWARE|' +
  'DC DISTRICT OF COLUMBIA|FM FEDERATED STATES OF MICRONESIA|FL FLORIDA|GA GEORGIA|GU GUAM|HI HAWAII|ID IDAHO|IL ILLINOIS|' +
  'IN INDIANA|IA IOWA|KS KANSAS|KY KENTUCKY|LA LOUISIANA|ME MAINE|MH MARSHALL ISLANDS|MD MARYLAND|MA MASSACHUSETTS|' +
  'MI MICHIGAN|MN MINNESOTA|MS MISSISSIPPI|MO MISSOURI|MT MONTANA|NE NEBRASKA|NV NEVADA|NH NEW HAMPSHIRE|NJ NEW JERSEY|' +
  'NM NEW MEXICO|NY NEW YORK|NC NORTH CAROLINA|ND NORTH DAKOTA|MP NORTHERN MARIANA ISLANDS|OH OHIO|OK OKLAHOMA|OR OREGON|' +
  'PW PALAU|PA PENNSYLVANIA|PR PUERTO RICO|RI RHODE ISLAND|SC SOUTH CAROLINA|SD SOUTH DAKOTA|TN TENNESSEE|TX TEXAS|' +
  'UT UTAH|VT VERMONT|VI VIRGIN ISLANDS|VA VIRGINIA|WA WASHINGTON|WV WEST VIRGINIA|WI WISCONSIN|WY WYOMING|' +
  'AA ARMED FORCES AMERICAS|AE ARMED FORCES EUROPE|AP ARMED FORCES PACIFIC';

const lettersByName = new Map<string, string>();
const letters = new Set<string>();
for (const row of stateTable.split('|')) {
  letters.add(row.slice(0, 2));
  lettersByName.set(row.slice(3), row.slice(0, 2));
}
lettersByName.set('US VIRGIN ISLANDS', 'VI').set('U S VIRGIN ISLANDS', 'VI');

const longestName = 4;

/** The letters of a state given by its letters or its name, upper case; undefined for another text. */
export function stateLetters(text: string): string | undefined {
  return letters.has(text) ? text : lettersByName.get(text);
}

/** The state that a list of words begins with, letters or name, and how many words it takes. */
export function leadingState(
  words: readonly string[],
  from: number,
): { readonly letters: string; readonly words: number } | undefined {
  const first = words[from] ?? '';
  if (letters.has(first)) return { letters: first, words: 1 };
  let name = '';
  for (let length = 1; length <= longestName && from + length <= words.length; length += 1) {
    name = length === 1 ? first : `${name} ${words[from + length - 1] ?? ''}`;
    const found = lettersByName.get(name);
    if (found) return { letters: found, words: length };
  }
  return undefined;
}

/** AA, AE and AP are military and diplomatic mail, not places. */
export function isMilitaryState(state: string | undefined): boolean {
  return state === 'AA' || state === 'AE' || state === 'AP';
}
