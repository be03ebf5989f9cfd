export interface SpeedAndLevel {
  readonly speedKnots: number;
  /** Undefined for VFR without a level. */
  readonly altitudeFeet: number | undefined;
}

const knotsPerKmh = 1 / 1.852;
// Speed of sound in the lower stratosphere of the ICAO standard atmosphere.
const knotsPerMach = 573.6;
const feetPerTenMetres = 10 / 0.3048;

const pattern = /^(?:(K|N)(\d{4})|M(\d{3}))(?:F(\d{3})|A(\d{3})|S(\d{4})|M(\d{4})|VFR)?$/;

/** `N0450F350` and its kin: cruising speed in knots true and level in feet, whichever units they are written in; undefined for anything else. Source: Doc 4444, field 15 (a) and (b). */
export function decodeSpeedAndLevel(text: string): SpeedAndLevel | undefined {
  const match = pattern.exec(text);
  if (!match) {
    return undefined;
  }
  const [, unit, speed, mach, flightLevel, hundredsOfFeet, standardTensOfMetres, tensOfMetres] = match;
  const speedKnots =
    mach === undefined
      ? Number(speed) * (unit === 'K' ? knotsPerKmh : 1)
      : (Number(mach) / 100) * knotsPerMach;
  const hundreds = flightLevel ?? hundredsOfFeet;
  const tens = standardTensOfMetres ?? tensOfMetres;
  const altitudeFeet =
    hundreds === undefined
      ? tens === undefined
        ? undefined
        : Math.round(Number(tens) * feetPerTenMetres)
      : Number(hundreds) * 100;
  return { speedKnots: Math.round(speedKnots), altitudeFeet };
}
