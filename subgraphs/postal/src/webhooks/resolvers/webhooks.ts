import type {
  DeadLetterResolvers,
  MutationResolvers,
  QueryResolvers,
  WebhookResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { readCount } from '../../addresses/read-count.ts';
import {
  agencyOf,
  registerWebhook as register,
  removeWebhook as remove,
  replayEvents as replay,
} from '../manage-webhooks.ts';

export const webhooks: QueryResolvers['webhooks'] = async (_root, _arguments, { viewer, listening }) => [
  ...(await listening.webhooks.list(agencyOf(viewer))),
];

const registerWebhook: MutationResolvers['registerWebhook'] = async (
  _root,
  { input },
  { viewer, facts, listening },
) => {
  const language = spokenLanguage(input.locale, facts.languages);
  const { userErrors, ...registered } = await register(input, { viewer, language }, listening);
  return { ...registered, userErrors: [...userErrors] };
};

const removeWebhook: MutationResolvers['removeWebhook'] = async (
  _root,
  { input },
  { viewer, facts, listening },
) => {
  const language = spokenLanguage(input.locale, facts.languages);
  const { removed, userErrors } = await remove(input.webhook, { viewer, language }, listening);
  return { removed: removed ?? null, userErrors: [...userErrors] };
};

const replayEvents: MutationResolvers['replayEvents'] = async (
  _root,
  { input: { webhook: id, from, locale } },
  { viewer, facts, listening },
) => {
  const language = spokenLanguage(locale, facts.languages);
  const asked = { webhook: id, from: from ?? undefined };
  const { webhook, userErrors } = await replay(asked, { viewer, language }, listening);
  return { webhook: webhook ?? null, userErrors: [...userErrors] };
};

export const webhookMutations = { registerWebhook, removeWebhook, replayEvents };

export const Webhook: WebhookResolvers = {
  types: ({ kinds }) => [...kinds],
  toldTo: ({ toldTo }) => String(toldTo),
  deadLetters: async ({ id }, { first }, { listening }) => [
    ...(await listening.webhooks.listDead(id, readCount(first, { usual: 20, most: 100 }))),
  ],
};

export const DeadLetter: DeadLetterResolvers = {
  sequence: ({ position }) => String(position),
  at: ({ deadAt, nextAttemptAt }) => deadAt ?? nextAttemptAt,
};
