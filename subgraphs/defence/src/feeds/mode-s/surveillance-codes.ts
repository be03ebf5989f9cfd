// Where the pulses of a Mode A or C reply lie in the 13 bits that carry them.
const pulse = {
  c1: 0x1000,
  a1: 0x0800,
  c2: 0x0400,
  a2: 0x0200,
  c4: 0x0100,
  a4: 0x0080,
  metric: 0x0040,
  b1: 0x0020,
  d1: 0x0010,
  b2: 0x0008,
  d2: 0x0004,
  b4: 0x0002,
  d4: 0x0001,
} as const;

function octal(code: number, four: number, two: number, one: number): number {
  return (code & four ? 4 : 0) + (code & two ? 2 : 0) + (code & one ? 1 : 0);
}

/** A 13-bit identity field as four octal digits. */
export function beaconCodeOf(code: number): string {
  return [
    octal(code, pulse.a4, pulse.a2, pulse.a1),
    octal(code, pulse.b4, pulse.b2, pulse.b1),
    octal(code, pulse.c4, pulse.c2, pulse.c1),
    octal(code, pulse.d4, pulse.d2, pulse.d1),
  ].join('');
}

function fromGray(bits: readonly boolean[]): number {
  let value = 0;
  let carried = false;
  for (const bit of bits) {
    carried = carried !== bit;
    value = value * 2 + (carried ? 1 : 0);
  }
  return value;
}

function gillhamFeet(code: number): number | undefined {
  const has = (mask: number): boolean => (code & mask) !== 0;
  const { a1, a2, a4, b1, b2, b4, c1, c2, c4, d1, d2, d4 } = pulse;
  const fiveHundreds = fromGray([d2, d4, a1, a2, a4, b1, b2, b4].map(has));
  const steps = fromGray([c1, c2, c4].map(has));
  if (has(d1) || steps === 0 || steps === 5 || steps === 6) {
    return undefined;
  }
  const hundreds = steps === 7 ? 5 : steps;
  return fiveHundreds * 500 + (fiveHundreds % 2 === 1 ? 6 - hundreds : hundreds) * 100 - 1300;
}

/** A 13-bit altitude field as feet of pressure altitude; undefined where it is empty, in metres, or no valid code. */
export function altitudeFeetOf(code: number): number | undefined {
  if (code === 0 || code & pulse.metric) {
    return undefined;
  }
  if (code & pulse.d1) {
    const steps = ((code & 0x1f80) >> 2) | ((code & 0x20) >> 1) | (code & 0x0f);
    return steps * 25 - 1000;
  }
  return gillhamFeet(code);
}

/** The 12-bit altitude of an extended squitter, which leaves out the metric bit. */
export function squitterAltitudeFeetOf(code: number): number | undefined {
  return altitudeFeetOf(((code & 0xfc0) << 1) | (code & 0x3f));
}
