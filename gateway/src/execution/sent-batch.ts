import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';
import type { PendingRequest } from './pending-request.ts';

interface Told {
  /** The wing has begun to answer; told again, harmlessly, at the end. */
  readonly showsLife: () => void;
  /** Nobody waits for what is not answered yet. */
  readonly forsaken: () => void;
}

/** Operations that travel to a wing together; each is settled once, by itself. */
export class SentBatch {
  private readonly requests: readonly PendingRequest[];
  private readonly isSettled: boolean[];
  private readonly told: Told;
  private unsettled: number;

  constructor(requests: readonly PendingRequest[], told: Told) {
    this.requests = requests;
    this.isSettled = requests.map(() => false);
    this.told = told;
    this.unsettled = requests.length;
  }

  get isOver(): boolean {
    return this.unsettled === 0;
  }

  /** From now on listens to who leaves; somebody may have left already. */
  watch(): void {
    for (const { waiter } of this.requests) waiter.signal?.addEventListener('abort', this, { once: true });
    this.handleEvent();
  }

  /** A signal aborted. */
  handleEvent(): void {
    if (this.isOver) return;
    if (this.requests.every((request, index) => this.isSettled[index] || request.isForsaken())) {
      this.told.forsaken();
    }
  }

  /** Whether an operation of this index was sent and is not settled. */
  waitsFor(index: number): boolean {
    return this.isSettled[index] === false;
  }

  resolve(index: number, result: SubgraphResult): void {
    this.told.showsLife();
    this.settle(index)?.resolve(result);
  }

  reject(index: number, cause: Error): void {
    this.settle(index)?.reject(cause);
  }

  /** Fails whatever is not settled. */
  end(cause: Error): void {
    this.told.showsLife();
    for (let index = 0; index < this.requests.length; index += 1) this.reject(index, cause);
  }

  private settle(index: number): PendingRequest['waiter'] | undefined {
    if (this.isSettled[index] !== false) return undefined;
    this.isSettled[index] = true;
    this.unsettled -= 1;
    const waiter = this.requests[index]?.waiter;
    waiter?.signal?.removeEventListener('abort', this);
    return waiter;
  }
}
