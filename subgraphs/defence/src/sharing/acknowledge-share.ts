import type { Clock } from '@rotunda/platform/clock';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import type { Share } from './share.ts';
import type { ShareStore } from './share-store.ts';

export type AcknowledgeShareOutcome = { readonly share?: Share; readonly refusal?: InputRefusal };

const longestOperator = 100;

/** Says that a person of a unit has seen a share. A share sent to another unit is not found; one acknowledged before stays as it was. */
export async function acknowledgeShare(
  unitId: string | undefined,
  input: { readonly shareId: string; readonly operator: string },
  { shares, clock }: { readonly shares: ShareStore; readonly clock: Clock },
): Promise<AcknowledgeShareOutcome> {
  const operator = input.operator.trim();
  if (!operator || operator.length > longestOperator)
    return {
      refusal: refuseInput('INVALID', `Say who, in at most ${longestOperator} characters.`, ['operator']),
    };
  const share = await shares.find(input.shareId);
  if (!share || share.toId !== unitId)
    return { refusal: refuseInput('NOT_FOUND', 'No share of this id was sent to your unit.', ['shareId']) };
  if (share.acknowledgedAt)
    return { share, refusal: refuseInput('ALREADY_DONE', 'It had been acknowledged.', ['shareId']) };
  return { share: await shares.acknowledge(share.id, operator, clock.now()) };
}
