import type { SpokenLanguage } from '../messages/spoken-language.ts';

type WebhookProblemCode =
  | 'WEBHOOK_URL_REFUSED'
  | 'WEBHOOK_NOT_CONFIRMED'
  | 'WEBHOOK_EXISTS'
  | 'WEBHOOK_LIMIT_REACHED'
  | 'WEBHOOK_UNKNOWN'
  | 'EVENTS_NOT_KEPT';

/** Why a webhook was not registered, removed or set back. */
export interface WebhookProblem {
  readonly __typename: 'WebhookProblem';
  readonly code: WebhookProblemCode;
  readonly message: string;
  readonly path: string[];
}

export const webhooksAtMost = 20;

const sentences: Readonly<Record<WebhookProblemCode, Readonly<Record<SpokenLanguage, string>>>> = {
  WEBHOOK_URL_REFUSED: {
    en: 'Give an https URL of a public host, without a name, password or fragment in it.',
    es: 'Indique una URL https de un servidor público, sin nombre, contraseña ni fragmento.',
  },
  WEBHOOK_NOT_CONFIRMED: {
    en: 'The receiver did not answer OPTIONS with WebHook-Allowed-Origin. Let it allow us, then register again.',
    es: 'El receptor no respondió a OPTIONS con WebHook-Allowed-Origin. Permita el origen y registre de nuevo.',
  },
  WEBHOOK_EXISTS: {
    en: 'Your agency has a webhook of this URL. Remove it first if you need a new secret.',
    es: 'Su agencia ya tiene un webhook con esta URL. Elimínelo primero si necesita otro secreto.',
  },
  WEBHOOK_LIMIT_REACHED: {
    en: `An agency has at most ${webhooksAtMost} webhooks. Remove one first.`,
    es: `Una agencia tiene como máximo ${webhooksAtMost} webhooks. Elimine uno primero.`,
  },
  WEBHOOK_UNKNOWN: {
    en: 'Your agency has no such webhook.',
    es: 'Su agencia no tiene ese webhook.',
  },
  EVENTS_NOT_KEPT: {
    en: 'Events from there are not kept any more, or have not happened yet. Leave `from` out for the oldest kept.',
    es: 'Los eventos desde ahí ya no se guardan o aún no han ocurrido. Omita `from` para el más antiguo guardado.',
  },
};

/** The problem in one language, at its place in the input. */
export function webhookProblem(
  code: WebhookProblemCode,
  path: string,
  language: SpokenLanguage,
): WebhookProblem {
  return { __typename: 'WebhookProblem', code, message: sentences[code][language], path: [path] };
}
