import type { Unit } from '../units/unit.ts';

const top = { parentId: undefined };

/** Units round Washington by their public names; what they do in the demonstration is invented. */
export const demonstrationUnits: readonly Unit[] = [
  {
    ...top,
    id: 'FAA-NCRCC',
    name: 'National Capital Region Coordination Center',
    kind: 'COORDINATION_CENTRE',
    keepsWatch: true,
  },
  {
    ...top,
    id: 'DCA-ATCT',
    name: 'Washington National Tower',
    kind: 'AIR_TRAFFIC_CONTROL',
    keepsWatch: true,
  },
  { ...top, id: 'PCT-TRACON', name: 'Potomac Approach', kind: 'AIR_TRAFFIC_CONTROL', keepsWatch: true },
  { ...top, id: 'EADS', name: 'Eastern Air Defense Sector', kind: 'AIR_DEFENCE', keepsWatch: true },
  { ...top, id: 'USCP', name: 'United States Capitol Police', kind: 'POLICE', keepsWatch: true },
  { ...top, id: 'USPP', name: 'United States Park Police', kind: 'POLICE', keepsWatch: true },
  { ...top, id: 'USSS', name: 'United States Secret Service', kind: 'PROTECTIVE_SERVICE', keepsWatch: true },
  { ...top, id: 'USAPT', name: 'United States Army Parachute Team', kind: 'FLYING_UNIT', keepsWatch: false },
  { ...top, id: 'HHS-OPS', name: 'Health and Human Services Operations', kind: 'OTHER', keepsWatch: false },
];
