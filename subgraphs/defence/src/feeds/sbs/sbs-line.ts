/** The columns of a BaseStation line that carry a sighting, by position (0-based). Source: the socket data format published for port 30003. */
export const sbsColumn = {
  kind: 0,
  type: 1,
  address: 4,
  date: 6,
  time: 7,
  loggedDate: 8,
  loggedTime: 9,
  callsign: 10,
  altitude: 11,
  speed: 12,
  track: 13,
  latitude: 14,
  longitude: 15,
  verticalRate: 16,
  beaconCode: 17,
  emergency: 19,
  onGround: 21,
} as const;

const sbsColumnCount = 22;

/** Where the columns of one line start and end in their text; one is reused for every line, since this runs thousands of times a second. */
export interface SbsLine {
  /** Takes the line between two offsets; false where it has fewer than 22 columns. */
  take(text: string, start: number, end: number): boolean;
  field(column: number): string;
  /** The column as a number; undefined where empty, NaN where it is something else. */
  number(column: number): number | undefined;
  /** The column as a flag: -1 and 1 are set, 0 is clear, anything else says nothing. */
  flag(column: number): boolean | undefined;
}

/** An empty line to take others into. */
export function createSbsLine(): SbsLine {
  const bounds = new Int32Array(sbsColumnCount + 1);
  let text = '';

  function field(column: number): string {
    const start = bounds[column] ?? 0;
    const end = (bounds[column + 1] ?? 0) - 1;
    return text.slice(start, end);
  }

  return {
    take(source, start, end) {
      text = source;
      bounds[0] = start;
      let column = 1;
      for (let index = start; index < end && column < sbsColumnCount; index += 1) {
        if (source.charCodeAt(index) === 44) {
          bounds[column] = index + 1;
          column += 1;
        }
      }
      const next = source.indexOf(',', bounds[sbsColumnCount - 1]);
      bounds[sbsColumnCount] = (next >= 0 && next < end ? next : end) + 1;
      return column === sbsColumnCount;
    },
    field,
    number(column) {
      const value = field(column).trim();
      return value === '' ? undefined : Number(value);
    },
    flag(column) {
      const value = field(column).trim();
      return value === '-1' || value === '1' ? true : value === '0' ? false : undefined;
    },
  };
}
