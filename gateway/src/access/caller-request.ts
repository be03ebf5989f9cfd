import type { IncomingMessage } from 'node:http';

/** What of a request says who asks. */
export type CallerRequest = Pick<IncomingMessage, 'headers'> &
  Partial<Pick<IncomingMessage, 'method' | 'url' | 'socket'>>;
