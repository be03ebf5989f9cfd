/** Whether a wing is asked or left alone. */
export interface WingRest {
  /** Undefined where the wing is to be left alone now; otherwise how this attempt is told apart. */
  begin(): Attempt | undefined;
  succeeded(attempt: Attempt): void;
  failed(attempt: Attempt): void;
  /** The attempt ended without saying anything about the wing. */
  forsaken(attempt: Attempt): void;
  state(): RestState;
  /** Milliseconds until the wing is tried again; a whole rest while it is being tried, 0 while nothing is wrong. */
  leftMs(): number;
}

/** `closed`: the wing is asked; `open`: it is left alone; `half-open`: one attempt finds out. */
export type RestState = 'closed' | 'half-open' | 'open';

/** `trial`: the one that finds out whether a wing is well again. */
export type Attempt = 'ordinary' | 'trial';

export interface RestRules {
  /** Failures in a row after which the wing is left alone. */
  readonly failures: number;
  readonly restMs: number;
  readonly onRest: () => void;
  readonly onRecovery: () => void;
}

/** Leaves a wing alone for a while after so many failures in a row; then one attempt at a time, until one succeeds. */
export function restAfterFailures({ failures, restMs, onRest, onRecovery }: RestRules): WingRest {
  let inARow = 0;
  /** `performance.now()` from which on it may be tried; undefined while nothing is wrong. */
  let restsUntil: number | undefined;
  let isTried = false;

  function rest(): void {
    restsUntil = performance.now() + restMs;
    onRest();
  }

  return {
    begin() {
      if (restsUntil === undefined) return 'ordinary';
      if (isTried || performance.now() < restsUntil) return undefined;
      isTried = true;
      return 'trial';
    },

    succeeded(attempt) {
      inARow = 0;
      if (attempt === 'ordinary') return;
      isTried = false;
      restsUntil = undefined;
      onRecovery();
    },

    failed(attempt) {
      inARow += 1;
      if (attempt === 'trial') {
        isTried = false;
        rest();
      } else if (restsUntil === undefined && inARow >= failures) rest();
    },

    state: () => (restsUntil === undefined ? 'closed' : isTried ? 'half-open' : 'open'),

    leftMs() {
      if (restsUntil === undefined) return 0;
      return isTried ? restMs : Math.max(restsUntil - performance.now(), 0);
    },

    forsaken(attempt) {
      if (attempt === 'trial') isTried = false;
    },
  };
}
