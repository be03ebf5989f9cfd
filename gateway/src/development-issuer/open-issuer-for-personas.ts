import { hasCode } from '@rotunda/platform/error-code';
import type { Persona } from '@rotunda/platform/personas';
import { loadSigningKey } from '@rotunda/platform/signing-keys';
import type { OpenDevelopmentIssuer } from './open-development-issuer.ts';

/**
 * The development issuer for personas; those with an agency are clients of their own, whose keys `client-<persona>` lie in the key folder. Undefined,
 * and a sentence, where the port is taken: tokens can still be had without it.
 */
export async function openIssuerForPersonas(settings: {
  readonly keyFolder: string;
  readonly audience: string;
  readonly personas: readonly Persona[];
  readonly port: number;
  readonly warn: (sentence: string) => void;
}): Promise<OpenDevelopmentIssuer | undefined> {
  const { keyFolder, personas, port, warn } = settings;
  const machines = await Promise.all(
    personas
      .filter(({ agency }) => agency !== undefined)
      .map(async (persona) => ({ persona, key: await loadSigningKey(keyFolder, `client-${persona.name}`) })),
  );
  // Loaded only where it is opened: it is half a second of reading.
  const { openDevelopmentIssuer } = await import('./open-development-issuer.ts');
  try {
    return await openDevelopmentIssuer({ ...settings, machines });
  } catch (cause) {
    if (!hasCode(cause, 'EADDRINUSE')) throw cause;
    warn(`The development issuer is off: port ${port} is taken. ISSUER_PORT chooses another.`);
    return undefined;
  }
}
