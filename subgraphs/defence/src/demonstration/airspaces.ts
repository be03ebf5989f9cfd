import type { Airspace, AirspaceRule } from '../airspace/airspace.ts';
import { defineAirspace, feetMsl, surface } from '../airspace/define-airspace.ts';
import { circle, clockwiseArc, pointAt, polygonOf, withoutDisc } from '../airspace/draw-outline.ts';
import { metresPerMile, metresPerNauticalMile } from '../airspace/earth-distance.ts';

const washingtonVorDme = pointAt('38-51-34N 077-02-11W');
const freewayAirport = pointAt('38-56-29N 076-46-21W');
const navalObservatory = pointAt('38-55-17N 077-04-01W');

const sfraOutline = circle(washingtonVorDme, 30 * metresPerNauticalMile);

const frzOutline = withoutDisc(
  [
    ...clockwiseArc(washingtonVorDme, 15, [pointAt('38-59-31N 077-18-30W'), pointAt('39-06-28N 077-04-32W')]),
    pointAt('39-02-18N 076-50-38W'),
    ...clockwiseArc(washingtonVorDme, 13, [pointAt('38-59-01N 076-48-32W'), pointAt('38-50-53N 077-18-48W')]),
  ],
  freewayAirport,
  metresPerNauticalMile,
);

const mallOutline = [
  '38-53-20N 077-03-02W',
  '38-53-45N 077-03-23W',
  '38-54-08N 077-03-01W',
  '38-54-08N 077-00-13W',
  '38-53-35N 076-59-56W',
  '38-52-59N 077-00-24W',
  '38-52-56N 077-01-12W',
  '38-53-15N 077-01-12W',
  '38-53-16N 077-02-01W',
  '38-53-12N 077-02-27W',
].map(pointAt);

const prohibited: AirspaceRule = {
  citation: '14 CFR 91.133(a), 14 CFR part 73 subpart C',
  text: 'No person may fly here without the permission of the agency that uses the area.',
  entryNeeds: ['AUTHORISATION'],
  exemptions: ['Permission of the using agency'],
};

const guardians = ['USCP', 'USPP', 'USSS'];
const watchers = [...guardians, 'FAA-NCRCC', 'DCA-ATCT'];

/** The standing airspace over Washington, drawn from its published definitions: the special flight rules area and the flight restricted zone of 14 CFR 93.335, and prohibited area P-56 as described in FAA Order JO 7400.10. */
export function washingtonAirspaces(updatedAtMs: number): readonly Airspace[] {
  const standing = { floor: surface, activations: 'ALWAYS', dataMode: 'REAL', updatedAtMs } as const;
  return [
    defineAirspace({
      ...standing,
      designator: 'DC-SFRA',
      name: 'Washington, DC Special Flight Rules Area',
      kind: 'SFRA',
      geometry: polygonOf(sfraOutline),
      ceiling: feetMsl(17_999),
      rule: {
        citation: '14 CFR 93.339',
        text: 'Enter with a flight plan on file, on a discrete code, and in two-way radio contact.',
        entryNeeds: ['FLIGHT_PLAN', 'DISCRETE_CODE', 'RADIO_CONTACT'],
        exemptions: ['Egress from fringe airports under 14 CFR 93.345'],
      },
      stakeholders: watchers,
      source: '14 CFR 93.335',
    }),
    defineAirspace({
      ...standing,
      designator: 'DC-FRZ',
      name: 'Washington, DC Flight Restricted Zone',
      kind: 'FRZ',
      geometry: polygonOf(frzOutline),
      ceiling: feetMsl(17_999),
      rule: {
        citation: '14 CFR 93.341',
        text: 'Scheduled carriers, authorised government flights and holders of a waiver only, with a flight plan and a discrete code.',
        entryNeeds: ['AUTHORISATION', 'FLIGHT_PLAN', 'DISCRETE_CODE', 'RADIO_CONTACT'],
        exemptions: [
          'Department of Defense, law enforcement and air ambulance flights in contact with air traffic control on an assigned code: 14 CFR 93.341(b)',
        ],
      },
      stakeholders: watchers,
      source: '14 CFR 93.335',
    }),
    defineAirspace({
      ...standing,
      designator: 'P-56A',
      name: 'Prohibited area P-56A: the Mall, the White House and the Capitol',
      kind: 'PROHIBITED',
      geometry: polygonOf(mallOutline),
      ceiling: feetMsl(18_000),
      rule: prohibited,
      stakeholders: guardians,
      source: 'FAA Order JO 7400.10, P-56A',
    }),
    defineAirspace({
      ...standing,
      designator: 'P-56B',
      name: 'Prohibited area P-56B: the Naval Observatory',
      kind: 'PROHIBITED',
      geometry: polygonOf(circle(navalObservatory, metresPerMile / 2)),
      ceiling: feetMsl(18_000),
      rule: prohibited,
      stakeholders: guardians,
      source: 'FAA Order JO 7400.10, P-56B',
    }),
  ];
}
