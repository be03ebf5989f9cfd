import type { Clock } from '@rotunda/platform/clock';
import type { AnswerOnce } from '../answered-requests/answer-once.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import type { CampaignDirectory } from '../campaigns/campaign-directory.ts';
import { type StockFault, type StockInputFault, inputFault } from '../stock/stock-problems.ts';
import type { AllocationPolicy } from './plan-moves-rules.ts';
import type { PlanAnswer, ReplenishmentStore } from './replenishment-plan.ts';

const horizonAtMost = 30;

/** Plans which kits go from logistics to fulfilment centres, and announces them where `commit` says so. */
export async function planReplenishment(
  input: {
    readonly idempotencyKey: string;
    readonly campaign: string;
    readonly policy: AllocationPolicy;
    readonly horizonDays?: number | undefined;
    readonly commit?: boolean | undefined;
  },
  needs: {
    readonly clock: Clock;
    readonly campaigns: CampaignDirectory;
    readonly replenishment: ReplenishmentStore;
  },
): Promise<AnswerOnce<PlanAnswer, StockFault>> {
  const { policy, horizonDays = 2, commit = false } = input;
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refused(inputFault('input.KEY', ['idempotencyKey']));
  if (horizonDays < 1 || horizonDays > horizonAtMost)
    return refused(inputFault('replenishment.HORIZON', ['horizonDays']));
  const campaign = await needs.campaigns.find(input.campaign);
  if (!campaign) return refused(inputFault('input.CAMPAIGN', ['campaign']));
  const inputHash = hashRequest([campaign.id, policy, horizonDays, commit]);
  const wish = { campaignId: campaign.id, policy, horizonDays, commit };
  return needs.replenishment.plan(
    { operation: 'planReplenishment', key, inputHash },
    wish,
    needs.clock.now(),
  );
}

function refused(problem: StockInputFault): { readonly kind: 'REFUSED'; readonly problem: StockFault } {
  return { kind: 'REFUSED', problem };
}
