import type { SuggestionReason } from './address-check.ts';
import type { AddressStore } from './address-store.ts';
import { householdKeys } from './household-key.ts';
import { readingOf } from './other-readings.ts';
import { type RegisterEntry, type RegisteredBuilding, streetLine } from './register-entry.ts';
import type { StandardAddress } from './standardise/standard-address.ts';
import { joinUnits } from './standardise/unit-components.ts';
import { matchStreet } from './street-match.ts';
import { zipsOfCity } from './zip-directory.ts';

/** An address of the register that may be the one meant. */
export interface Candidate {
  readonly address: StandardAddress;
  readonly entry: RegisterEntry;
  readonly score: number;
  readonly reason: SuggestionReason;
  /** Nothing given is contradicted: only what was left out is added. */
  readonly onlyAdds: boolean;
}

export interface Search {
  /** Whether the register has the street in its ZIP. */
  readonly streetKnown: boolean;
  /** Nearest first. */
  readonly candidates: readonly Candidate[];
}

const suggestionsAtMost = 10;
const likeStreetsAtMost = 20;
const nearestEachWay = 3;
const zipsAtMost = 60;

/** Looks for what a street address that the register does not know may have meant: its street, its number or its ZIP. */
export async function findSuggestions(address: StandardAddress, store: AddressStore): Promise<Search> {
  const { zip, city, state, primaryNumber } = address.components;
  const line = streetLine(address);
  const streets = zip ? await store.streetsOf([zip]) : [];
  const own = streets.find(({ street }) => street === line);
  const others = zipsOfCity(city ?? '', state ?? '')
    .filter((other) => other !== zip)
    .slice(0, zipsAtMost);
  const [near, like, elsewhere] = await Promise.all([
    own && primaryNumber ? nearest(address, own, store) : [],
    primaryNumber ? likeStreets(address, streets, store) : [],
    primaryNumber ? existing(readingsElsewhere(address, others), store) : [],
  ]);
  const candidates = [...like, ...elsewhere, ...near]
    .toSorted((a, b) => b.score - a.score)
    .slice(0, suggestionsAtMost);
  return { streetKnown: own !== undefined, candidates };
}

type Reading = Omit<Candidate, 'entry'>;

async function nearest(
  address: StandardAddress,
  own: { readonly zip: string; readonly street: string },
  store: AddressStore,
): Promise<readonly Candidate[]> {
  const number = Number.parseInt(address.components.primaryNumber ?? '', 10);
  if (!Number.isSafeInteger(number) || number > 2_147_483_647) return [];
  const buildings = await store.buildingsNear(own, number, nearestEachWay);
  return buildings.flatMap((building) => {
    const away = Math.abs(Number.parseInt(building.primaryNumber, 10) - number);
    return addressOfBuilding(address, building).map((found) => ({
      address: found,
      entry: { point: undefined, building },
      score: 0.7 / (1 + away / 20),
      reason: 'NEAREST_NUMBER' as const,
      onlyAdds: false,
    }));
  });
}

function addressOfBuilding(
  address: StandardAddress,
  building: RegisteredBuilding,
): readonly StandardAddress[] {
  const { urbanization = address.components.urbanization } = building;
  const components = { ...address.components, urbanization };
  const inBuilding = { ...address, components };
  return readingOf(inBuilding, `${building.primaryNumber} ${building.street}`, building.zip);
}

async function likeStreets(
  address: StandardAddress,
  streets: readonly { readonly zip: string; readonly street: string }[],
  store: AddressStore,
): Promise<readonly Candidate[]> {
  const like = streets
    .flatMap(({ street, zip }) => {
      const match = matchStreet(address.components, street);
      return match ? [{ street, zip, match }] : [];
    })
    .toSorted((a, b) => b.match.score - a.match.score)
    .slice(0, likeStreetsAtMost);
  const unit = joinUnits(address.components);
  const readings = like.flatMap(({ street, zip, match }) =>
    readingOf(address, `${address.components.primaryNumber} ${street} ${unit}`, zip).map((found) => ({
      address: found,
      ...match,
    })),
  );
  return existing(readings, store);
}

function readingsElsewhere(address: StandardAddress, zips: readonly string[]): readonly Reading[] {
  return zips.map((zip) => {
    const components = { ...address.components, zip, zipPlus4: undefined };
    const lastLine = [components.city, components.state, zip].filter(Boolean).join(' ');
    const elsewhere = { ...address, components, lastLine, changes: [] };
    return {
      address: elsewhere,
      score: 0.9,
      reason: 'ZIP_CORRECTED',
      onlyAdds: address.components.zip === undefined,
    };
  });
}

/** The readings whose building the register knows. */
async function existing(readings: readonly Reading[], store: AddressStore): Promise<readonly Candidate[]> {
  const probed = readings.flatMap((reading) => {
    const probe = householdKeys(reading.address);
    return probe ? [{ reading, probe }] : [];
  });
  const entries = await store.lookUp(probed.map(({ probe }) => probe));
  return probed.flatMap(({ reading }, index) => {
    const entry = entries[index];
    return entry?.building ? [{ ...reading, entry }] : [];
  });
}
