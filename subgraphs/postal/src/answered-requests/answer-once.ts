/** What an act came to: an answer worth keeping, or what stood against it, with nothing done. */
export type Act<Answer, Problem> = { readonly answer: Answer } | { readonly problem: Problem };

export type AnswerOnce<Answer, Problem> =
  | { readonly kind: 'DONE'; readonly answer: Answer; readonly replayed: boolean }
  | { readonly kind: 'REFUSED'; readonly problem: Problem }
  | { readonly kind: 'KEY_REUSED' };
