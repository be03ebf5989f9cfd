import type { Viewer } from '@rotunda/platform/viewer';

/** When the token ends stands beside the viewer, not in it: wings decide by the viewer, and get a token of their own. */
const expiries = new WeakMap<Viewer, number>();

/** Notes when the access token that names a viewer ends, in epoch milliseconds. */
export function bindExpiry(viewer: Viewer, expiresAt: number): Viewer {
  expiries.set(viewer, expiresAt);
  return viewer;
}

/** When a viewer's access token ends, in epoch milliseconds; never for one without a token. */
export function expiryOf(viewer: Viewer): number {
  return expiries.get(viewer) ?? Infinity;
}
