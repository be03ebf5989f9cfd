import type { AltitudeLimit } from '../airspace.ts';
import { surface, unlimited } from '../define-airspace.ts';

export interface LimitWords {
  readonly value: unknown;
  readonly unit?: unknown;
  readonly reference?: unknown;
}

const feetPerMetre = 1 / 0.3048;
const surfaceWords = /^(SFC|GND|SURFACE|GROUND)$/;
const unlimitedWords = /^(UNL|UNLTD|UNLIMITED|BEYOND)$/;
const overGround = /^(AGL|ASFC|SFC|GND|GROUND|HEI)$/;
// The FAA writes 99999 and -9998 where a volume has no upper limit.
const unlimitedFeet = 99_999;
const numbered = /^(FL)?\s*(-?[\d,]+(?:\.\d+)?)\s*(FT|FEET|M|FL)?\.?\s*(MSL|AMSL|AGL|ASFC|SFC|GND|STD)?$/;

function word(value: unknown): string {
  return typeof value === 'string' ? value.trim().toUpperCase() : '';
}

function limitOf(value: number, unit: string, reference: string): AltitudeLimit {
  if (value >= unlimitedFeet || value < -9000) {
    return unlimited;
  }
  if (unit === 'FL') {
    return { feet: value * 100, reference: 'PRESSURE_1013', unlimited: false };
  }
  const feet = unit === 'M' ? Math.round(value * feetPerMetre) : value;
  if (reference === 'STD') {
    return { feet, reference: 'PRESSURE_1013', unlimited: false };
  }
  if (feet === 0) {
    return surface;
  }
  return { feet, reference: overGround.test(reference) ? 'GROUND' : 'QNH', unlimited: false };
}

/** A vertical limit as files write it: a number with unit and reference beside it, words such as SFC, UNL or FL180, or `3,000 FT AGL`. Over the sea unless the reference says otherwise; undefined for what is no limit. */
export function readLimit({ value, unit, reference }: LimitWords): AltitudeLimit | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? limitOf(value, word(unit), word(reference)) : undefined;
  }
  const text = word(value);
  if (surfaceWords.test(text)) {
    return surface;
  }
  if (unlimitedWords.test(text)) {
    return unlimited;
  }
  const match = numbered.exec(text);
  return match
    ? limitOf(
        Number(match[2]?.replaceAll(',', '')),
        match[1] ?? match[3] ?? word(unit),
        match[4] ?? word(reference),
      )
    : undefined;
}
