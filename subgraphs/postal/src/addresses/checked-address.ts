import { countiesOfZip } from '@rotunda/platform/regions';
import type { AddressSuggestion, CheckedAddress, UnitPrompt } from './address-check.ts';
import type { TokenContent } from './address-token.ts';
import type { Candidate } from './find-suggestions.ts';
import { type HouseholdKeys, householdKeys } from './household-key.ts';
import type { RegisterEntry } from './register-entry.ts';
import type { AddressChange, StandardAddress } from './standardise/standard-address.ts';
import { type Ruling, ruleOnStreet } from './street-verdict.ts';

export type Seal = (content: TokenContent) => string;

/** What was found out about an address, before it is put in the form that is handed out. */
export interface Findings {
  readonly address: StandardAddress;
  readonly ruling: Ruling;
  readonly entry: RegisterEntry;
  /** Undefined where there is no household to name. */
  readonly keys: HouseholdKeys | undefined;
  readonly corrections: readonly AddressChange[];
  readonly candidates: readonly Candidate[];
  readonly unitPrompt: UnitPrompt | undefined;
}

const noEntry: RegisterEntry = { point: undefined, building: undefined };
const zipRegister = 'zipcodes 8.0.0';

/** The answer to a check. Its token is made when somebody asks for it: whoever orders at once needs none. */
export function checkedAddress(findings: Findings, seal: Seal): CheckedAddress {
  const { address, ruling, entry, keys, corrections, candidates, unitPrompt } = findings;
  let token: string | undefined;
  return {
    verdict: ruling.verdict,
    dpv: ruling.dpv,
    footnotes: ruling.footnotes,
    standardized: address,
    householdKey: keys?.householdKey,
    buildingKey: keys?.buildingKey,
    zip: address.components.zip,
    countyFips: countyOf(address, entry),
    residential: residentialOf(entry),
    deliveryPoint: ruling.dpv === 'Y' ? entry.point : undefined,
    changes: corrections.length ? [...address.changes, ...corrections] : address.changes,
    suggestions: candidates.flatMap((candidate) => suggestionOf(candidate, seal)),
    unitPrompt,
    get token() {
      return (token ??= keys && seal(tokenContent(keys, address, ruling, entry)));
    },
  };
}

/** The answer where there is no address to check. */
export function unreadableAddress(): CheckedAddress {
  return {
    verdict: 'UNPARSEABLE',
    dpv: 'N',
    footnotes: ['A1'],
    standardized: undefined,
    householdKey: undefined,
    buildingKey: undefined,
    zip: undefined,
    countyFips: undefined,
    residential: 'UNKNOWN',
    deliveryPoint: undefined,
    changes: [],
    suggestions: [],
    unitPrompt: undefined,
    token: undefined,
  };
}

/** A candidate with a token of its own; empty where it names no household. */
export function suggestionOf(
  { address, entry, score, reason }: Candidate,
  seal: Seal,
): readonly AddressSuggestion[] {
  const ruling = ruleOnStreet(address, entry);
  const keys = ruling && householdKeys(address);
  return keys ? [{ address, score, reason, token: seal(tokenContent(keys, address, ruling, entry)) }] : [];
}

/** An entry of a register that knows nothing. */
export function unknownEntry(): RegisterEntry {
  return noEntry;
}

function tokenContent(
  keys: HouseholdKeys,
  address: StandardAddress,
  ruling: Ruling,
  entry: RegisterEntry,
): TokenContent {
  const source = entry.point?.source ?? entry.building?.source;
  return {
    ...keys,
    standardized: address,
    verdict: ruling.verdict,
    dpv: ruling.dpv,
    residential: residentialOf(entry),
    countyFips: countyOf(address, entry),
    registryVersion: source ? `${source.dataset} ${source.version}` : zipRegister,
  };
}

function residentialOf({ point, building }: RegisterEntry): CheckedAddress['residential'] {
  return point?.residential ?? building?.residential ?? 'UNKNOWN';
}

/** The register's county, or the ZIP's where it lies in one county only. */
function countyOf(address: StandardAddress, { point, building }: RegisterEntry): string | undefined {
  const known = point?.countyFips ?? building?.countyFips;
  if (known) return known;
  const [only, ...more] = countiesOfZip(address.components.zip ?? '');
  return more.length === 0 ? only : undefined;
}
