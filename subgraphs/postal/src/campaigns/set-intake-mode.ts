import type { Clock } from '@rotunda/platform/clock';
import { changeOnce } from '../answered-requests/change-once.ts';
import { keyedChangeProblemsIn } from '../answered-requests/keyed-change-problems.ts';
import { hashRequest, readIdempotencyKey } from '../answered-requests/request-hash.ts';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { OrderProblem } from '../orders/order-problems.ts';
import type { CampaignDirectory } from './campaign-directory.ts';
import type { Campaign } from './campaign.ts';
import type { IntakeModeStore } from './intake-mode-store.ts';

interface SetIntakeModeInput {
  readonly idempotencyKey: string;
  readonly campaign: string;
  readonly mode: Campaign['intakeMode'];
  readonly admitPerSecond?: number | null | undefined;
}

/** The answer to a change of the intake mode. */
export interface IntakeModeSet {
  readonly campaign: Campaign | undefined;
  readonly replayed: boolean;
  readonly userErrors: readonly OrderProblem[];
}

interface Needs {
  readonly campaigns: CampaignDirectory;
  readonly intakeModes: IntakeModeStore;
  readonly clock: Clock;
}

const mostPerSecond = 100_000;

/** Sets how a campaign takes orders from now on; every process obeys within a second. */
export async function setIntakeMode(
  { mode, ...input }: SetIntakeModeInput,
  language: SpokenLanguage,
  { campaigns, intakeModes, clock }: Needs,
): Promise<IntakeModeSet> {
  const problems = keyedChangeProblemsIn(language);
  const key = readIdempotencyKey(input.idempotencyKey);
  if (!key) return refused(problems.inputInvalid('input.KEY', 'idempotencyKey'));
  const campaign = await campaigns.find(input.campaign);
  if (!campaign) return refused(problems.inputInvalid('input.CAMPAIGN', 'campaign'));
  const admitPerSecond = input.admitPerSecond ?? undefined;
  if (admitPerSecond !== undefined && !(admitPerSecond >= 1 && admitPerSecond <= mostPerSecond))
    return refused(problems.inputInvalid('input.INFLOW', 'admitPerSecond'));

  const inputHash = hashRequest([campaign.id, mode, admitPerSecond ?? null]);
  const request = { operation: 'setIntakeMode', key, inputHash };
  const outcome = await changeOnce<OrderProblem>(
    request,
    async () => ({
      act: () => intakeModes.set(request, { id: campaign.id, mode, admitPerSecond }, clock.now()),
    }),
    intakeModes.findEarlier,
  );
  if (outcome.kind === 'KEY_REUSED') return refused(problems.keyReused());
  if (outcome.kind === 'REFUSED') return refused(...outcome.problems);
  // The directory may be a second old; a replay tells what stands now.
  const now = outcome.replayed ? {} : { intakeMode: mode, ...(admitPerSecond ? { admitPerSecond } : {}) };
  return { campaign: { ...campaign, ...now }, replayed: outcome.replayed, userErrors: [] };
}

function refused(...userErrors: readonly OrderProblem[]): IntakeModeSet {
  return { campaign: undefined, replayed: false, userErrors };
}
