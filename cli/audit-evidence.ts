import { checkProof } from '@rotunda/gateway/audit/check-proof';
import { checkReceipt } from '@rotunda/gateway/audit/receipt';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import { StartProblem } from '@rotunda/platform/start-problem';
import { describeRecord } from './audit-show.ts';

/** Says what a proof shows. Refuses one that shows nothing. */
export async function sayProof(text: string, keys: SigningKey['publicKeys']): Promise<void> {
  const check = await checkProof(parse(text), keys);
  if (check.kind === 'invalid')
    throw new StartProblem('This proves nothing: it was changed, or made with another key.');
  if (check.kind === 'consistent') {
    const { first, second } = check;
    console.log(
      `The log of ${second.size} records (${second.at}) begins with all ${first.size} of ${first.at}, unchanged.`,
    );
    return;
  }
  console.log(`Recorded, among the ${check.head.size} records signed for at ${check.head.at}:`);
  console.log(describeRecord(JSON.parse(check.record)));
}

const receiptSentences = {
  missing: 'This answer carries no receipt at its end, or was not saved as it came.',
  forged: 'The receipt is not signed with any of the keys.',
  changed: 'The answer is not the one that the receipt was signed for.',
};

/** Says what a receipt shows. Refuses an answer that is not the one it was signed for. */
export async function sayReceipt(answer: Buffer, keys: SigningKey['publicKeys']): Promise<void> {
  const check = await checkReceipt(answer, keys);
  if (check.kind !== 'valid') throw new StartProblem(receiptSentences[check.kind]);
  console.log('The answer is, byte for byte, the one that was given:');
  for (const [name, value] of Object.entries(check.facts))
    console.log(`  ${name.padEnd(10)} ${String(value)}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
