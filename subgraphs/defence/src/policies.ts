import type { WingPolicies } from '@rotunda/platform/enforce-policies';

/** What anybody may reach. Published airspace and the names of units are public; regions and facilities carry guarded fields. */
export const policies: WingPolicies = {
  publicFields: ['Query.airspaces', 'Query.units', 'Query.region', 'Airspace', 'Unit', 'Region', 'Facility'],
  named: {},
};
