import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Persona } from '@rotunda/platform/personas';
import type { default as Provider } from 'oidc-provider';
import { loginPageHeaders, writeLoginPage } from './login-page.ts';

const formBytes = 1_024;

/** Answers the login of an interaction: a GET shows the personas, a POST logs one in with the scopes that it has of those asked. */
export async function answerLogin(
  issuer: { readonly provider: Provider; readonly audience: string; readonly personas: readonly Persona[] },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { provider, audience, personas } = issuer;
  const { params } = await provider.interactionDetails(request, response);
  const persona = request.method === 'POST' ? await readChoice(request, personas) : undefined;
  if (!persona) {
    response.writeHead(200, loginPageHeaders).end(writeLoginPage(personas));
    return;
  }
  const asked = String(params['scope'] ?? '')
    .split(' ')
    .filter((scope) => scope && scope !== 'openid');
  const given = asked.filter((scope) => persona.scopes.includes(scope));
  const withheld = asked.filter((scope) => !persona.scopes.includes(scope));

  const grant = new provider.Grant({ accountId: persona.subject, clientId: String(params['client_id']) });
  grant.addOIDCScope(['openid', ...given].join(' '));
  grant.addResourceScope(audience, given.join(' '));
  // What is neither given nor withheld would be asked for again, for ever.
  grant.rejectOIDCScope(withheld.join(' '));
  grant.rejectResourceScope(audience, withheld.join(' '));
  const result = { login: { accountId: persona.subject }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function readChoice(
  request: IncomingMessage,
  personas: readonly Persona[],
): Promise<Persona | undefined> {
  if (Number(request.headers['content-length'] ?? Number.NaN) > formBytes) return undefined;
  const name = new URLSearchParams(await text(request)).get('persona');
  return personas.find((persona) => persona.name === name);
}
