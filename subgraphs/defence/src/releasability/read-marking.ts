import type { MarkingInput } from '../generated/resolvers-types.ts';
import type { UnitDirectory } from '../units/unit.ts';
import type { Marking } from './marking.ts';

const controlWord = /^[A-Z][A-Z -]{0,30}$/;

/** A marking as filed; undefined for control words that are none and for units that nobody knows. */
export function readMarking(
  { level, controls, releasableTo }: MarkingInput,
  units: UnitDirectory,
): Marking | undefined {
  const words = controls ?? [];
  const ids = releasableTo ?? [];
  if (words.length > 10 || !words.every((word) => controlWord.test(word))) return undefined;
  return ids.every((id) => units.find(id)) ? { level, controls: words, releasableTo: ids } : undefined;
}
