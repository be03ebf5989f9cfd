import type { Viewer } from '@rotunda/platform/viewer';

export const benchScopes = [
  'postal:order:self',
  'postal:campaign:metrics',
  'defence:read',
  'health:aggregate:read',
];

/** Who the wings see behind a gateway that passes no identity on: somebody who may do everything. */
export const openViewer: Viewer = {
  subject: 'bench',
  authenticated: true,
  agency: undefined,
  scopes: new Set(benchScopes),
  purpose: undefined,
  attributes: {},
};
