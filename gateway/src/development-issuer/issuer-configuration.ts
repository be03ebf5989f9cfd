import { randomBytes } from 'node:crypto';
import type { Persona } from '@rotunda/platform/personas';
import type { SigningKey } from '@rotunda/platform/signing-keys';
import { type JWK, exportJWK, generateKeyPair } from 'jose';
import type { ClientMetadata, Configuration } from 'oidc-provider';

/** A persona that speaks for an agency or a machine, and the key by which it proves itself. */
export interface MachineClient {
  readonly persona: Persona;
  /** Only its public half is read. */
  readonly key: SigningKey;
}

export interface IssuerSettings {
  readonly audience: string;
  readonly personas: readonly Persona[];
  readonly machines: readonly MachineClient[];
}

/** The client of people: a public one that comes back to a loopback address, on any port. */
export const peopleClientId = 'rotunda-people';
const loopbackReturns = ['http://127.0.0.1/callback', 'http://localhost/callback'];
const accessTokenSeconds = 5 * 60;

/** What the issuer can do and for whom: client credentials with `private_key_jwt`, authorization code with PKCE, DPoP; ES256 throughout. */
export async function configureIssuer(settings: IssuerSettings): Promise<Configuration> {
  const { audience, personas, machines } = settings;
  const scopes = [...new Set(personas.flatMap((persona) => persona.scopes))];
  const bySubject = new Map(personas.map((persona) => [persona.subject, persona]));

  return {
    jwks: { keys: [await freshKey()] },
    clients: [...machines.map(machineClient), peopleClient(scopes)],
    scopes: ['openid', ...scopes],
    clientAuthMethods: ['private_key_jwt', 'none'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256'],
      idTokenSigningAlgValues: ['ES256'],
      dPoPSigningAlgValues: ['ES256'],
    },
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: {
      AccessToken: accessTokenSeconds,
      ClientCredentials: accessTokenSeconds,
      Session: 3_600,
      Grant: 3_600,
      Interaction: 600,
      IdToken: 600,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessTokenSeconds,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    findAccount: (_context, subject) =>
      bySubject.has(subject) ? { accountId: subject, claims: () => ({ sub: subject }) } : undefined,
    extraTokenClaims(_context, token) {
      const subject = 'accountId' in token ? token.accountId : token.clientId;
      const persona = bySubject.get(subject ?? '');
      if (!persona) return undefined;
      const { agency, purposes, attributes } = persona;
      return {
        purposes: [...purposes],
        attributes: { ...attributes },
        ...(agency === undefined ? {} : { agency }),
      };
    },
    interactions: { url: (_context, { uid }) => `/issuer/interaction/${uid}` },
  };
}

/** A new one for each start: a token lives five minutes, so that nobody misses the old one for long. */
async function freshKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' };
}

/** Its client id is the persona's subject, which is what a token of client credentials names as `sub`. */
function machineClient({ persona, key }: MachineClient): ClientMetadata {
  return {
    client_id: persona.subject,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    jwks: { keys: key.publicKeys.keys },
    // A client with an empty scope is refused as a whole.
    ...(persona.scopes.length > 0 ? { scope: persona.scopes.join(' ') } : {}),
  };
}

function peopleClient(scopes: readonly string[]): ClientMetadata {
  return {
    client_id: peopleClientId,
    application_type: 'native',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: loopbackReturns,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'ES256',
    scope: ['openid', ...scopes].join(' '),
  };
}
