import { systemClock } from '@rotunda/platform/clock';
import { createDevelopmentIssuer } from '@rotunda/platform/development-issuer';
import { findPersona } from '@rotunda/platform/personas';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import { StartProblem } from '@rotunda/platform/start-problem';

/** An access token of a demonstration persona, signed with the key of this installation. Refuses an unknown name. */
export async function mintPersonaToken(
  name: string,
  keyFolder: string,
  warn: (sentence: string) => void = console.error,
): Promise<string> {
  const persona = findPersona(name);
  if (!persona) throw new StartProblem(`There is no persona "${name}".`);
  const signingKey = await loadSigningKey(keyFolder, 'development-issuer');
  return createDevelopmentIssuer({ signingKey, clock: systemClock, warn }).mint(persona);
}
