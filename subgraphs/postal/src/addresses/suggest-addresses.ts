import type { AddressSuggestion } from './address-check.ts';
import type { AddressStore } from './address-store.ts';
import { type Seal, suggestionOf } from './checked-address.ts';
import type { Candidate } from './find-suggestions.ts';
import { readingOf } from './other-readings.ts';
import { streetLine } from './register-entry.ts';
import { standardise } from './standardise/standardise.ts';
import type { StandardAddress } from './standardise/standard-address.ts';

interface Typed {
  readonly text: string;
  readonly nearZip: string | undefined;
  readonly limit: number;
}

const streetsAtMost = 6;
const buildingsEachWay = 2;

/**
 * Addresses of the register that begin like what a person has typed so far: a house number and the start of a street, in
 * the ZIP of the text or the one near by. Empty without a number or a ZIP.
 */
export async function suggestAddresses(
  { text, nearZip, limit }: Typed,
  { store, seal }: { readonly store: AddressStore; readonly seal: Seal },
): Promise<readonly AddressSuggestion[]> {
  const whole = standardise({ line1: text });
  const typed =
    whole.kind !== 'UNPARSEABLE' && whole.components.zip ? whole : standardise({ line1: text, zip: nearZip });
  if (typed.kind === 'UNPARSEABLE') return [];
  const { zip, primaryNumber, streetName } = typed.components;
  const number = Number.parseInt(primaryNumber ?? '', 10);
  if (!zip || !streetName || !Number.isSafeInteger(number) || number > 2_147_483_647) return [];

  const streets = (await store.streetsOf([zip]))
    .filter(({ street }) => beginsLike(street, typed))
    .slice(0, streetsAtMost);
  const near = await Promise.all(
    streets.map((street) => store.buildingsNear(street, number, buildingsEachWay)),
  );
  return near
    .flat()
    .flatMap((building): Candidate[] => {
      const away = Math.abs(Number.parseInt(building.primaryNumber, 10) - number);
      return readingOf(
        { ...typed, components: { zip, city: building.city, state: building.state } },
        `${building.primaryNumber} ${building.street}`,
      ).map((address) => ({
        address,
        entry: { point: undefined, building },
        score: 1 / (1 + away / 10),
        reason: away === 0 ? ('SPELLING' as const) : ('NEAREST_NUMBER' as const),
        onlyAdds: away === 0,
      }));
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .flatMap((candidate) => suggestionOf(candidate, seal));
}

/** Whether a street begins with what was typed; its directional may be left out. */
function beginsLike(street: string, typed: StandardAddress): boolean {
  const name = typed.components.streetName ?? '';
  return street.startsWith(streetLine(typed)) || street.startsWith(name) || street.includes(` ${name}`);
}
