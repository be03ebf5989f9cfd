import { type ChangeDecision, changeOnce } from '../answered-requests/change-once.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { nextOpening, openClaimSlots } from '../campaigns/round-state.ts';
import { admissionOf } from '../intake/admission-rules.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import { type OrderProblem, type OrderProblems, orderProblemsIn } from '../orders/order-problems.ts';
import type { OrderStatus } from '../orders/order.ts';
import type { PlaceOrderNeeds } from '../orders/place-order.ts';
import { type ClaimOpening, openMissingClaims } from '../unit-claims/open-claims.ts';
import { answerRows } from './answer-rows.ts';
import type { BulkList, RowAnswer } from './bulk-list.ts';
import type { BulkOrderStore } from './bulk-order-store.ts';
import { draftBulkRow } from './draft-bulk-row.ts';
import { faultsOfList } from './read-bulk-list.ts';
import { reviveAnswers } from './revive-answers.ts';

interface Agent {
  /** Subject of the access token. */
  readonly subject: string;
  readonly language: SpokenLanguage;
}

interface Needs extends PlaceOrderNeeds, ClaimOpening {
  readonly bulk: BulkOrderStore;
}

/** The answer to a list. */
export interface PlacedList {
  readonly list: BulkList;
  readonly answers: readonly RowAnswer[];
  readonly replayed: boolean;
  readonly userErrors: readonly OrderProblem[];
}

/**
 * Places a list of orders in one transaction, or says of each row what keeps it from being placed. The rules are those of a single order; an
 * agent may pass those that a person can vouch for, never the limit of a household.
 */
export async function placeBulkOrders(list: BulkList, agent: Agent, needs: Needs): Promise<PlacedList> {
  const problems = orderProblemsIn(agent.language);
  const refused = (...userErrors: readonly OrderProblem[]) => ({
    list,
    answers: [],
    replayed: false,
    userErrors,
  });
  const key = readIdempotencyKey(list.idempotencyKey);
  const faults = faultsOfList(list);
  if (!key) faults.push({ text: 'input.KEY', path: ['idempotencyKey'] });
  const campaign = await needs.campaigns.find(list.campaign);
  if (!campaign) faults.push({ text: 'input.CAMPAIGN', path: ['campaign'] });
  if (!key || !campaign || faults.length) return refused(...faults.map(problems.inputInvalid));

  const { channel, errorPolicy, rows } = list;
  const inputHash = hashRequest([campaign.id, channel, list.agent, errorPolicy, rows]);
  const request = { operation: 'bulkPlaceOrders', key, inputHash };
  const admission = firstStatus(campaign, problems);
  let listProblem: OrderProblem | undefined;

  const outcome = await changeOnce<RowAnswer>(
    request,
    async (): Promise<ChangeDecision<RowAnswer>> => {
      const at = needs.clock.now();
      const slots = openClaimSlots(campaign, at);
      if (typeof admission !== 'string') listProblem = admission;
      else if (slots.length === 0) listProblem = problems.roundNotOpen(nextOpening(campaign, at));
      if (listProblem || typeof admission !== 'string') return { problems: [] };
      const terms = { campaign, status: admission, problems, addresses: needs.addresses };
      const drafts = await Promise.all(rows.map((row) => draftBulkRow(row, list, terms)));
      const { answers, orders } = await answerRows(drafts, {
        list,
        campaign,
        slots,
        at,
        problems,
        store: needs.bulk,
      });
      const isRefused = orders.length === 0 && answers.every(({ number }) => number === undefined);
      if (isRefused) return { problems: answers };
      const placed = { orders, answers, agent: agent.subject, namedAgent: list.agent.trim(), at };
      return { act: () => needs.bulk.place(request, placed) };
    },
    needs.bulk.findEarlier,
  );
  if (listProblem) return refused(listProblem);
  if (outcome.kind === 'KEY_REUSED') return refused(problems.idempotencyKeyReused());
  if (outcome.kind === 'REFUSED') return { list, answers: outcome.problems, replayed: false, userErrors: [] };
  if (!outcome.replayed) await openMissingClaims(needs, needs.clock.now());
  const answers = await reviveAnswers(outcome.answer, rows, needs.addresses);
  return { list, answers, replayed: outcome.replayed, userErrors: [] };
}

/** Agents do not queue: the contact centre's own size bounds them. */
function firstStatus(campaign: Campaign, problems: OrderProblems): OrderStatus | OrderProblem {
  const admission = admissionOf(campaign);
  switch (admission.kind) {
    case 'ADMITTED':
      return admission.status;
    case 'QUEUE':
      return 'CONFIRMED';
    case 'PAUSED':
      return problems.intakeThrottled(admission.retryAfterMs);
    case 'CLOSED':
      return problems.roundNotOpen(undefined);
  }
}
