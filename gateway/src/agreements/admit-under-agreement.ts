import { AccessRefused } from '../access/access-token-problem.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementBook } from './agreement-book.ts';

const withoutToken = 'Without the token you are answered as anybody is.';

/**
 * The agreement under which the bearer of a token of this agency asks at an instant, in epoch milliseconds. Throws `AccessRefused` (403)
 * that says which agreement ended or begins when, and who to ask.
 */
export function admitUnderAgreement(book: AgreementBook, agency: string | undefined, now: number): Agreement {
  const state = book.stateOf(agency, now);
  switch (state.kind) {
    case 'in-force':
      return state.agreement;
    case 'ended':
      throw refused(
        `The agreement ${nameOf(state.agreement)} ended on ${dayOf(state.agreement.validUntil)}: ask ${state.agreement.contact} to renew it. ${withoutToken}`,
      );
    case 'not-yet':
      throw refused(
        `The agreement ${nameOf(state.agreement)} begins on ${dayOf(state.agreement.validFrom)}: ask ${state.agreement.contact} if that is too late. ${withoutToken}`,
      );
    case 'none':
      throw refused(
        `No data-sharing agreement covers the agency of this token: ask the operator of this graph for one. ${withoutToken}`,
      );
  }
}

function refused(sentence: string): AccessRefused {
  return new AccessRefused({ status: 403, error: 'insufficient_scope', sentence });
}

function nameOf({ id, version }: Agreement): string {
  return `${id} (version ${version})`;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
