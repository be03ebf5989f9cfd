import { type Agreement, isInForce } from './agreement.ts';
import { publicAgreement } from './public-agreement.ts';

/** What the agreements say of an agency at one instant. */
export type AgreementState =
  | { readonly kind: 'in-force'; readonly agreement: Agreement }
  | { readonly kind: 'ended'; readonly agreement: Agreement }
  | { readonly kind: 'not-yet'; readonly agreement: Agreement }
  | { readonly kind: 'none' };

/** All agreements as of one reading; immutable. */
export interface AgreementBook {
  /** The newest version in force, else what ended last, else what begins next. Without an agency: the agreement of the public. */
  stateOf(agency: string | undefined, now: number): AgreementState;
}

/** Where the agreements of the moment are found; another reading is another book. */
export interface AgreementSource {
  current(): AgreementBook;
}

/** A book of these agreements; people without an agency fall under the built-in one unless the list has one for them. */
export function createAgreementBook(agreements: readonly Agreement[]): AgreementBook {
  const forPeople = agreements.some(({ agency }) => agency === undefined) ? [] : [publicAgreement];
  const newestFirst = [...agreements, ...forPeople].sort((one, other) => other.version - one.version);
  const byAgency = new Map<string | undefined, Agreement[]>();
  for (const agreement of newestFirst) {
    const versions = byAgency.get(agreement.agency);
    if (versions) versions.push(agreement);
    else byAgency.set(agreement.agency, [agreement]);
  }

  return {
    stateOf(agency, now) {
      const versions = byAgency.get(agency) ?? [];
      const inForce = versions.find((agreement) => isInForce(agreement, now));
      if (inForce) return { kind: 'in-force', agreement: inForce };
      const [ended] = versions
        .filter(({ validUntil }) => validUntil <= now)
        .sort((one, other) => other.validUntil - one.validUntil);
      if (ended) return { kind: 'ended', agreement: ended };
      const [next] = [...versions].sort((one, other) => one.validFrom - other.validFrom);
      return next ? { kind: 'not-yet', agreement: next } : { kind: 'none' };
    },
  };
}

/** A source that never changes. */
export function fixedAgreements(agreements: readonly Agreement[]): AgreementSource {
  const book = createAgreementBook(agreements);
  return { current: () => book };
}
