import { StartProblem } from '@rotunda/platform/start-problem';

interface SubmissionOutcome {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejectCount: number;
}

/** What a replay needs of a running gateway. */
export interface ObservationClient {
  /** Id of the feed that takes recordings of this format. Refuses where there is none. */
  findReplayFeed(format: string): Promise<string>;
  submit(feedId: string, format: string, messages: readonly string[]): Promise<SubmissionOutcome>;
}

const feedsQuery = 'query ReplayFeeds { feeds { id format transport } }';

const submission = `
  mutation SubmitRecording($input: SubmitObservationsInput!) {
    submitObservations(input: $input) { accepted duplicates rejectCount userErrors { message } }
  }`;

interface FeedsAnswer {
  readonly feeds:
    readonly { readonly id: string; readonly format: string; readonly transport: string }[] | null;
}

interface SubmissionAnswer {
  readonly submitObservations:
    (SubmissionOutcome & { readonly userErrors: readonly { readonly message: string }[] }) | null;
}

interface GraphqlAnswer<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** A client of the gateway at `url` that asks with the token of a watch officer. */
export function createObservationClient(url: string, token: string): ObservationClient {
  return {
    async findReplayFeed(format) {
      const { feeds } = await ask<FeedsAnswer>(url, token, feedsQuery, {});
      const feed = feeds?.find((one) => one.format === format && one.transport === 'FILE_REPLAY');
      if (!feed) throw new StartProblem(`No feed takes recordings of ${format}: name one with --feed.`);
      return feed.id;
    },
    async submit(feedId, format, messages) {
      const answer = await ask<SubmissionAnswer>(url, token, submission, {
        input: { feedId, format, messages },
      });
      const outcome = answer.submitObservations;
      const problem = outcome?.userErrors[0]?.message;
      if (!outcome || problem)
        throw new StartProblem(problem ?? 'The defence wing did not take the messages.');
      return outcome;
    },
  };
}

async function ask<Answer>(url: string, token: string, query: string, variables: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  }).catch((cause: unknown) => {
    throw new StartProblem(`${url} does not answer: start Rotunda there, or name another with --url.`, {
      cause,
    });
  });
  const { data, errors } = (await response.json()) as GraphqlAnswer<Answer>;
  if (errors?.[0]) throw new StartProblem(errors[0].message);
  if (!data) throw new StartProblem(`${url} answered ${response.status} without data.`);
  return data;
}
