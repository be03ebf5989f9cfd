import type { Airspace } from './airspace.ts';
import { type AirspaceDefinition, defineAirspace, feetMsl, surface } from './define-airspace.ts';

/** For tests: a restriction of 0.2 by 0.2 degrees round 77 W 39 N, up to 3,000 ft, always in force. */
export function anAirspace(change: Partial<AirspaceDefinition> = {}): Airspace {
  return defineAirspace({
    designator: 'TEST',
    name: 'Test volume',
    kind: 'TFR',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [-77.1, 38.9],
          [-76.9, 38.9],
          [-76.9, 39.1],
          [-77.1, 39.1],
          [-77.1, 38.9],
        ],
      ],
    },
    floor: surface,
    ceiling: feetMsl(3000),
    activations: 'ALWAYS',
    rule: { citation: undefined, text: '', entryNeeds: [], exemptions: [] },
    stakeholders: [],
    source: 'test',
    dataMode: 'TEST',
    updatedAtMs: Date.UTC(2026, 0, 1),
    ...change,
  });
}
