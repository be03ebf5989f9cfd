import type { AddressChange } from './standard-address.ts';

/** Gathers what standardising changed; a part that stays as it was is no change. */
export interface ChangeLog {
  note(field: string, before: string | undefined, after: string, rule: string): void;
  readonly changes: AddressChange[];
}

/** An empty log. */
export function createChangeLog(): ChangeLog {
  const changes: AddressChange[] = [];
  return {
    changes,
    note(field, before, after, rule) {
      if (before !== after) changes.push({ field, before, after, rule });
    },
  };
}
