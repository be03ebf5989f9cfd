import type { ServerResponse } from 'node:http';
import { RequestSignal } from '../execution/request-signal.ts';
import type { Deadline } from './deadline-wheel.ts';

/** One signal for both reasons to stop: nobody listens any more, or the time is up. */
export class RequestDeadline extends RequestSignal implements Deadline {
  /** Set once the answer is made. */
  isDone = false;

  constructor(response: ServerResponse) {
    super();
    response.on('close', () => {
      if (!this.isDone) this.abort(new Error('The client went away.'));
    });
  }

  expire(): void {
    this.abort(new Error('The time for this request is up.'));
  }
}
