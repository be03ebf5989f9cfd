type Listener = NonNullable<Parameters<EventTarget['addEventListener']>[1]>;

/**
 * An abort signal that costs next to nothing until it aborts: thousands of requests a second each need one, and hardly any aborts. Where
 * Node itself has to know the signal, give it `genuine()`.
 */
export class RequestSignal implements AbortSignal {
  aborted = false;
  reason: unknown = undefined;
  onabort: AbortSignal['onabort'] = null;
  private listeners: Listener[] = [];
  private controller: AbortController | undefined;

  /** Aborts once; later reasons are ignored. */
  abort(reason: Error): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.controller?.abort(reason);
    this.dispatchEvent(new Event('abort'));
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  addEventListener(_type: string, listener: Listener | null): void {
    if (listener && !this.aborted && !this.listeners.includes(listener)) this.listeners.push(listener);
  }

  removeEventListener(_type: string, listener: Listener | null): void {
    const index = listener ? this.listeners.indexOf(listener) : -1;
    if (index === -1) return;
    const last = this.listeners.pop();
    if (last && index < this.listeners.length) this.listeners[index] = last;
  }

  dispatchEvent(event: Event): boolean {
    const listeners = this.listeners;
    this.listeners = [];
    this.onabort?.call(this, event);
    for (const listener of listeners) {
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    }
    return true;
  }

  /** The same as a signal of the platform's own class. */
  genuine(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.aborted) this.controller.abort(this.reason);
    return this.controller.signal;
  }
}
