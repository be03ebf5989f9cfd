import type { HttpAnswer } from './http-answer.ts';

const sentences = {
  before: 'Nothing was run: what is asked here cannot be recorded at the moment. Ask again later.',
  after:
    'What was asked may have been done, but it could not be recorded, so its answer is withheld. Ask again later.',
};

/** The answer where the log cannot be written: 503 `UNAVAILABLE`, found out before the operation ran or after. */
export function answerUnrecorded(noticed: keyof typeof sentences): HttpAnswer {
  const error = { message: sentences[noticed], extensions: { code: 'UNAVAILABLE' } };
  return {
    status: 503,
    headers: { 'content-type': 'application/json; charset=utf-8', 'retry-after': '30' },
    body: `${JSON.stringify({ errors: [error] })}\n`,
  };
}
