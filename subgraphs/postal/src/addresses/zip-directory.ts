import { createRequire } from 'node:module';

export interface ZipEntry {
  readonly zip: string;
  /** The preferred city, upper case. */
  readonly city: string;
  readonly state: string;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
}

interface PublishedZip {
  readonly zip: string;
  readonly city: string;
  readonly state: string;
  readonly latitude: number;
  readonly longitude: number;
}

const require = createRequire(import.meta.url);

interface Directory {
  readonly byZip: ReadonlyMap<string, ZipEntry>;
  readonly byCity: ReadonlyMap<string, readonly string[]>;
  /** Letters of each city and its state. */
  readonly cityLetters: ReadonlySet<string>;
}

let directory: Directory | undefined;

/** City, state and middle of a ZIP, military and territories included; undefined for one that was never given. Source: zipcodes 8.0.0. */
export function findZip(zip5: string): ZipEntry | undefined {
  return loadDirectory().byZip.get(zip5);
}

/** Every ZIP that was ever given, in no order. */
export function allZips(): readonly ZipEntry[] {
  return [...loadDirectory().byZip.values()];
}

/** The ZIPs of a city, upper case, in ascending order; empty for an unknown one. */
export function zipsOfCity(city: string, state: string): readonly string[] {
  return loadDirectory().byCity.get(`${city}|${state}`) ?? [];
}

/** Whether a state has a city of these letters, upper case without blanks and hyphens, as in `WINSTONSALEM`. */
export function isCityOf(letters: string, state: string): boolean {
  return loadDirectory().cityLetters.has(`${letters}|${state}`);
}

function loadDirectory(): Directory {
  if (directory) return directory;
  const { codes } = require('zipcodes/lib/codes.js') as {
    readonly codes: Readonly<Record<string, PublishedZip>>;
  };
  const byZip = new Map<string, ZipEntry>();
  const byCity = new Map<string, string[]>();
  for (const { zip, city, state, latitude, longitude } of Object.values(codes)) {
    const isPlaced = latitude !== 0 || longitude !== 0;
    const entry = {
      zip,
      city: city.toUpperCase(),
      state,
      latitude: isPlaced ? latitude : undefined,
      longitude: isPlaced ? longitude : undefined,
    };
    byZip.set(zip, entry);
    const key = `${entry.city}|${state}`;
    const zips = byCity.get(key);
    if (zips) zips.push(zip);
    else byCity.set(key, [zip]);
  }
  for (const zips of byCity.values()) zips.sort();
  const cityLetters = new Set(
    [...byZip.values()].map(({ city, state }) => `${city.replace(/[^A-Z]/g, '')}|${state}`),
  );
  directory = { byZip, byCity, cityLetters };
  return directory;
}
