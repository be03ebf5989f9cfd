import { isMessageKey, sayMessage } from './messages.ts';
import type { SpokenLanguage } from './spoken-language.ts';

/** The sentence for the reason of a change, or undefined where there is none for people. */
export function sayReason(reason: string | null, language: SpokenLanguage): string | undefined {
  const key = `reason.${reason}`;
  return isMessageKey(key) ? sayMessage(key, language) : undefined;
}
