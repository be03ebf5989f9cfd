import type { ServerResponse } from 'node:http';
import { RequestSignal } from '../execution/request-signal.ts';
import type { Deadline } from './deadline-wheel.ts';

/** One signal for both reasons to stop: nobody listens any more, or the time is up. */
export class RequestDeadline implements Deadline {
  readonly signal = new RequestSignal();
  /** Set once the answer is made. */
  isDone = false;

  constructor(response: ServerResponse) {
    response.once('close', () => {
      if (!this.isDone) this.signal.abort(new Error('The client went away.'));
    });
  }

  expire(): void {
    this.signal.abort(new Error('The time for this request is up.'));
  }
}
