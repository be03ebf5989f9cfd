import { type JSONWebKeySet, SignJWT } from 'jose';
import type { Clock } from './clock.ts';
import type { Persona } from './personas.ts';
import type { SigningKey } from './signing-keys.ts';

const lifetimeSeconds = 12 * 60 * 60;

export const developmentIssuer = 'urn:rotunda:development-issuer';
export const developmentAudience = 'urn:rotunda:gateway';

/** Stands in for an authorisation server where there is none. Whoever holds its key is everyone: never trust it in production. */
export interface DevelopmentIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JSONWebKeySet;
  /** An RFC 9068 access token of the persona, valid for 12 h. */
  mint(persona: Persona): Promise<string>;
}

/** An issuer of persona tokens; `warn` hears at once that this is for development only. */
export function createDevelopmentIssuer(options: {
  readonly signingKey: SigningKey;
  readonly clock: Clock;
  readonly warn: (sentence: string) => void;
}): DevelopmentIssuer {
  const { signingKey, clock, warn } = options;
  warn(
    'DEVELOPMENT ISSUER ON: anyone who can read its key file can act as any persona. Never trust it in production.',
  );

  return {
    issuer: developmentIssuer,
    audience: developmentAudience,
    keys: signingKey.publicKeys,
    mint(persona) {
      const issuedAt = Math.floor(clock.now().getTime() / 1000);
      return new SignJWT({
        client_id: 'rotunda-development',
        scope: persona.scopes.join(' '),
        purposes: persona.purposes,
        attributes: persona.attributes,
        ...(persona.agency === undefined ? {} : { agency: persona.agency }),
      })
        .setProtectedHeader({ alg: 'ES256', kid: signingKey.keyId, typ: 'at+jwt' })
        .setIssuer(developmentIssuer)
        .setAudience(developmentAudience)
        .setSubject(persona.subject)
        .setJti(crypto.randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(signingKey.key);
    },
  };
}
