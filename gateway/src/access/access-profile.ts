import type { Viewer } from '@rotunda/platform/viewer';
import type { AccessMap } from './access-map.ts';

/** What of a viewer decides how a document is filtered, as a key: viewers with the same key share prepared operations. */
export function createAccessProfiler(access: AccessMap): (viewer: Viewer) => string {
  const profiles = new WeakMap<Viewer, string>();
  return (viewer) => {
    const known = profiles.get(viewer);
    if (known !== undefined) return known;
    const held = access.scopes.filter((scope) => viewer.scopes.has(scope));
    const profile = viewer.authenticated ? `viewer ${held.join(' ')}` : 'anonymous';
    profiles.set(viewer, profile);
    return profile;
  };
}
