import type { Clock } from '@rotunda/platform/clock';
import { changeOnce } from '../answered-requests/change-once.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import { type ClaimProblem, claimProblemsIn } from './claim-problems.ts';
import type { ClaimDecisionStore } from './claim-decision-store.ts';
import { readClaimId } from './claim-id.ts';
import type { UnitClaim } from './unit-claim.ts';
import type { UnitClaimStore } from './unit-claim-store.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';

interface DecideUnitClaimInput {
  readonly idempotencyKey: string;
  readonly claim: string;
  readonly accept: boolean;
  readonly note?: string | null | undefined;
}

/** The answer to a decision. */
export interface DecidedClaim {
  readonly claim: UnitClaim | undefined;
  /** True where the same request had been answered before. */
  readonly replayed: boolean;
  readonly userErrors: readonly ClaimProblem[];
}

interface Needs {
  readonly claims: UnitClaimStore;
  readonly decisions: ClaimDecisionStore;
  readonly clock: Clock;
}

/**
 * Decides a claim, and with it all that wait for the same household. Accepted, the home is in the register from then on and its orders are
 * confirmed; rejected, they are cancelled and the household may order again.
 */
export async function decideUnitClaim(
  input: DecideUnitClaimInput,
  reviewer: { readonly subject: string; readonly language: SpokenLanguage },
  { claims, decisions, clock }: Needs,
): Promise<DecidedClaim> {
  const problems = claimProblemsIn(reviewer.language);
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refused(problems.inputInvalid('input.KEY', 'idempotencyKey'));
  const id = readClaimId(input.claim);
  const note = input.note?.trim().slice(0, 500) || undefined;
  const inputHash = hashRequest([id ?? null, input.accept, note ?? null]);
  const request = { operation: 'decideUnitClaim', key, inputHash };

  const outcome = await changeOnce<ClaimProblem>(
    request,
    async () => {
      const claim = id === undefined ? undefined : await claims.find(id);
      if (!claim) return { problems: [problems.inputInvalid('input.CLAIM', 'claim')] };
      if (claim.status !== 'PENDING') return { problems: [problems.claimStateConflict(claim.status)] };
      const decision = { claim, note, reviewer: reviewer.subject, at: clock.now() };
      return {
        act: () => (input.accept ? decisions.accept(request, decision) : decisions.reject(request, decision)),
      };
    },
    decisions.findEarlier,
  );
  if (outcome.kind === 'KEY_REUSED') return refused(problems.keyReused());
  if (outcome.kind === 'REFUSED') return refused(...outcome.problems);
  return { claim: await claims.find(Number(outcome.answer)), replayed: outcome.replayed, userErrors: [] };
}

function refused(...userErrors: readonly ClaimProblem[]): DecidedClaim {
  return { claim: undefined, replayed: false, userErrors };
}
