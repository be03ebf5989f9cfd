import type { WingPolicies } from '@rotunda/platform/enforce-policies';
import type { Viewer } from '@rotunda/platform/viewer';

const hasRole = (role: string) => (viewer: Viewer) => viewer.attributes['role'] === role;

/** What anybody may reach, and what the names in `@policy` mean here. Rows are judged where charts are opened. */
export const policies: WingPolicies = {
  publicFields: ['Query.region', 'Region'],
  named: {
    patient_self_or_proxy: (viewer) =>
      viewer.scopes.has('health:self:read') && 'patient' in viewer.attributes,
    privacy_officer: hasRole('privacy-officer'),
    auditor: hasRole('auditor'),
  },
};
