import type { Clock } from '@rotunda/platform/clock';
import type { AddressProvider } from '../address-providers/address-provider.ts';
import { askProvider } from '../address-providers/ask-provider.ts';
import type { AddressChecker, CheckedAddress } from './address-check.ts';
import type { AddressStore } from './address-store.ts';
import { openAddressToken, sealAddressToken } from './address-token.ts';
import { ruleOnBox } from './box-verdict.ts';
import {
  type Findings,
  type Seal,
  checkedAddress,
  unknownEntry,
  unreadableAddress,
} from './checked-address.ts';
import { type Candidate, findSuggestions } from './find-suggestions.ts';
import type { FootnoteCode } from './footnotes.ts';
import { type HouseholdKeys, householdKeys } from './household-key.ts';
import { otherReadings } from './other-readings.ts';
import { type PlacedAddress, placeLastLine, withStateOfZip } from './place-last-line.ts';
import type { RegisterEntry } from './register-entry.ts';
import type { AddressChange, AddressInput, StandardAddress } from './standardise/standard-address.ts';
import { standardise } from './standardise/standardise.ts';
import { isMilitaryState } from './standardise/states.ts';
import { type Ruling, ruleOnStreet } from './street-verdict.ts';
import { suggestAddresses } from './suggest-addresses.ts';
import { askForUnit } from './unit-prompt.ts';
import { findZip } from './zip-directory.ts';

export interface CheckerNeeds {
  readonly store: AddressStore;
  /** Secret that seals tokens, at least 32 bytes, the same in every process of the wing. */
  readonly tokenKey: Uint8Array;
  readonly clock: Clock;
  /** Asked for addresses on streets that the register does not know; undefined: nobody is. */
  readonly provider?: AddressProvider | undefined;
}

interface Needs {
  readonly store: AddressStore;
  readonly seal: Seal;
  readonly provider: AddressProvider | undefined;
}

interface Found {
  readonly address: StandardAddress;
  readonly entry: RegisterEntry;
  readonly keys: HouseholdKeys | undefined;
  readonly ruling: Ruling;
  readonly corrections: readonly AddressChange[];
}

/** The address check over a register. Refuses a key under 32 bytes. */
export function createAddressChecker({ store, tokenKey, clock, provider }: CheckerNeeds): AddressChecker {
  if (tokenKey.length < 32) throw new Error('The key of address tokens must have 32 bytes or more.');
  const seal: Seal = (content) => sealAddressToken(content, tokenKey, clock.now());
  return {
    register: store,
    check: (input) => checkAddress(input, { store, seal, provider }),
    suggest: (text, nearZip, limit) => suggestAddresses({ text, nearZip, limit }, { store, seal }),
    open: (token) => openAddressToken(token, tokenKey, clock.now()),
  };
}

async function checkAddress(input: AddressInput, needs: Needs): Promise<CheckedAddress> {
  const address = standardise(input);
  if (address.kind === 'UNPARSEABLE') return unreadableAddress();
  const placed = placeLastLine(address);
  if (address.kind !== 'STREET' && address.kind !== 'HIGHRISE') return checkBox(placed, needs);
  if (isMilitaryState(placed.address.components.state)) return answer(placed, notDeliverable(), needs);
  return checkStreet(placed, needs);
}

function checkBox(placed: PlacedAddress, needs: Needs): CheckedAddress {
  const ruling = ruleOnBox(placed.address, findZip(placed.address.components.zip ?? ''));
  return answer(placed, corrected(ruling, placed.corrections), needs);
}

async function checkStreet(placed: PlacedAddress, needs: Needs): Promise<CheckedAddress> {
  const found = await findReading(placed, needs.store);
  if (found) return answerFound(found, [], needs);
  const { candidates, streetKnown } = await findSuggestions(placed.address, needs.store);
  const sure = candidates.filter(({ onlyAdds }) => onlyAdds);
  const [only, ...more] = sure;
  if (only && more.length === 0) {
    const others = candidates.filter((candidate) => candidate !== only);
    const adopted = adopt(placed, only);
    if (adopted) return answerFound(adopted, others, needs);
  }
  const confirmed = more.length === 0 ? await askProvider(placed.address, needs.provider) : undefined;
  if (confirmed) {
    const changes = differences(placed.address, confirmed.address, 'SECOND_OPINION');
    const corrections = [...placed.corrections, ...changes];
    const ruling = corrected(confirmed.ruling, corrections);
    return checkedAddress({ ...confirmed, ruling, corrections, candidates }, needs.seal);
  }
  const footnotes = missingFootnotes(placed.address, streetKnown);
  const ruling: Ruling = { verdict: more.length > 0 ? 'AMBIGUOUS' : 'NOT_FOUND', dpv: 'N', footnotes };
  return answer(placed, ruling, needs, candidates);
}

/** The first reading of the address that the register knows whole, or else the first whose building it knows. */
async function findReading(placed: PlacedAddress, store: AddressStore): Promise<Found | undefined> {
  const readings = [placed.address, ...otherReadings(placed.address)].flatMap((address) => {
    const keys = householdKeys(address);
    return keys ? [{ address, keys }] : [];
  });
  const entries = await store.lookUp(readings.map(({ keys }) => keys));
  const found = readings.flatMap(({ address, keys }, index): Found[] => {
    const entry = entries[index];
    const ruling = entry && ruleOnStreet(address, entry);
    if (!ruling) return [];
    const state = withStateOfZip(address);
    const corrections = [
      ...placed.corrections,
      ...differences(placed.address, address, 'OTHER_READING'),
      ...state.corrections,
    ];
    // A label needs the urbanization, though the register has none.
    const { urbanization } = placed.address.components;
    const components = { ...state.address.components, urbanization };
    return [{ address: { ...state.address, components }, entry, keys, ruling, corrections }];
  });
  return found.find(({ ruling }) => ruling.dpv === 'Y') ?? found[0];
}

/** A candidate that only adds what was left out is taken as meant. */
function adopt(placed: PlacedAddress, { address, entry, reason }: Candidate): Found | undefined {
  const ruling = ruleOnStreet(address, entry);
  if (!ruling) return undefined;
  const corrections = [...placed.corrections, ...differences(placed.address, address, reason)];
  const adopted = { ...address, changes: placed.address.changes };
  return { address: adopted, entry, keys: householdKeys(address), ruling, corrections };
}

async function answerFound(
  found: Found,
  others: readonly Candidate[],
  { store, seal }: Needs,
): Promise<CheckedAddress> {
  const { building } = found.entry;
  const asks = found.ruling.dpv === 'D' || found.ruling.dpv === 'S';
  const help = building && asks ? await askForUnit(found.address, building, store) : undefined;
  const candidates = [...(help?.candidates ?? []), ...others];
  const ruling = corrected(found.ruling, found.corrections);
  return checkedAddress({ ...found, ruling, candidates, unitPrompt: help?.prompt }, seal);
}

function answer(
  placed: PlacedAddress,
  ruling: Ruling,
  { seal }: Needs,
  candidates: readonly Candidate[] = [],
): CheckedAddress {
  const findings: Findings = {
    ...placed,
    ruling,
    candidates,
    entry: unknownEntry(),
    keys: householdKeys(placed.address),
    unitPrompt: undefined,
  };
  return checkedAddress(findings, seal);
}

function corrected(ruling: Ruling, corrections: readonly AddressChange[]): Ruling {
  if (ruling.verdict !== 'DELIVERABLE' || corrections.length === 0) return ruling;
  return { ...ruling, verdict: 'DELIVERABLE_CORRECTED' };
}

function notDeliverable(): Ruling {
  return { verdict: 'NOT_DELIVERABLE_HERE', dpv: 'N', footnotes: ['A1'] };
}

function missingFootnotes(address: StandardAddress, streetKnown: boolean): readonly FootnoteCode[] {
  if (!address.components.primaryNumber) return streetKnown ? ['AA', 'M1'] : ['A1', 'M1'];
  return streetKnown ? ['AA', 'M3'] : ['A1'];
}

function differences(
  before: StandardAddress,
  after: StandardAddress,
  rule: string,
): readonly AddressChange[] {
  const changes: AddressChange[] = [];
  if (before.deliveryLine !== after.deliveryLine) changes.push(lineChange(before, after, rule));
  const [zipBefore, zip] = [before.components.zip, after.components.zip];
  if (zip !== undefined && zip !== zipBefore)
    changes.push({ field: 'zip', before: zipBefore, after: zip, rule });
  return changes;
}

function lineChange(before: StandardAddress, after: StandardAddress, rule: string): AddressChange {
  return { field: 'deliveryLine', before: before.deliveryLine, after: after.deliveryLine, rule };
}
