import type { Viewer } from '@rotunda/platform/viewer';

/** Who waits last: people in the agencies' own applications, then partner agencies, then whoever explores. */
export type Priority = 'application' | 'partner' | 'explorer';

/** Delay of the event loop, in milliseconds, from which requests of a priority are turned away. */
const delaysBorneMs: Readonly<Record<Priority, number>> = {
  application: 1_500,
  partner: 600,
  explorer: 250,
};

/** By identity alone: no header can raise it. A person's token without an agency comes from an application of the house. */
export function priorityOf({ authenticated, agency }: Viewer): Priority {
  if (!authenticated) return 'explorer';
  return agency === undefined ? 'application' : 'partner';
}

/** Whether a request of this priority is to be turned away while the event loop is that late. */
export function isShed(priority: Priority, delayMs: number): boolean {
  return delayMs >= delaysBorneMs[priority];
}
