import { firstMomentOf } from './calendar.ts';
import { type Fields, objectAt, objectsAt, textAt } from './fields.ts';
import { type BundleAddresses, type ReferenceTarget, referenceTarget } from './reference-target.ts';

export type CareBasis = 'CARE_TEAM' | 'ENCOUNTER' | 'GENERAL_PRACTITIONER';

/** Why one practitioner may open the chart that a resource belongs to. Times are Unix milliseconds, both included; undefined is open. */
export interface CareRelationship {
  readonly actor: ReferenceTarget;
  readonly basis: CareBasis;
  readonly role: string | undefined;
  readonly validFrom: number | undefined;
  readonly validTo: number | undefined;
}

const dayMs = 86_400_000;
/** A chart is prepared the day before an encounter and completed in the month after it. */
const beforeEncounterMs = dayMs;
const afterEncounterMs = 30 * dayMs;
const encountersThatHappen = new Set(['arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'planned']);

/** The care relationships that a valid CareTeam, Encounter or Patient states; none for any other resource. */
export function careRelationships(resource: Fields, addresses: BundleAddresses): readonly CareRelationship[] {
  switch (resource['resourceType']) {
    case 'CareTeam':
      return ofCareTeam(resource, addresses);
    case 'Encounter':
      return ofEncounter(resource, addresses);
    case 'Patient':
      return objectsAt(resource, 'generalPractitioner').flatMap((reference) =>
        relationship(reference, addresses, {
          basis: 'GENERAL_PRACTITIONER',
          role: undefined,
          validFrom: undefined,
          validTo: undefined,
        }),
      );
    default:
      return [];
  }
}

function ofCareTeam(team: Fields, addresses: BundleAddresses): readonly CareRelationship[] {
  if ((textAt(team, 'status') ?? 'active') !== 'active') return [];
  const whole = timesOf(objectAt(team, 'period'));
  return objectsAt(team, 'participant').flatMap((participant) => {
    const own = timesOf(objectAt(participant, 'period'));
    return relationship(objectAt(participant, 'member'), addresses, {
      basis: 'CARE_TEAM',
      role: roleOf(objectsAt(participant, 'role')[0]),
      validFrom: own.from ?? whole.from,
      validTo: own.to ?? whole.to,
    });
  });
}

function ofEncounter(encounter: Fields, addresses: BundleAddresses): readonly CareRelationship[] {
  const { from, to } = timesOf(objectAt(encounter, 'period'));
  if (from === undefined || !encountersThatHappen.has(textAt(encounter, 'status') ?? '')) return [];
  return objectsAt(encounter, 'participant').flatMap((participant) =>
    relationship(objectAt(participant, 'individual'), addresses, {
      basis: 'ENCOUNTER',
      role: roleOf(objectsAt(participant, 'type')[0]),
      validFrom: from - beforeEncounterMs,
      validTo: to === undefined ? undefined : to + afterEncounterMs,
    }),
  );
}

function relationship(
  reference: Fields,
  addresses: BundleAddresses,
  terms: Omit<CareRelationship, 'actor'>,
): readonly CareRelationship[] {
  const actor = referenceTarget(reference, addresses);
  if (!actor || actor.kind === 'elsewhere') return [];
  return (actor.type ?? 'Practitioner') === 'Practitioner' ? [{ actor, ...terms }] : [];
}

function timesOf(period: Fields): { readonly from: number | undefined; readonly to: number | undefined } {
  const start = textAt(period, 'start');
  const end = textAt(period, 'end');
  return {
    from: start === undefined ? undefined : firstMomentOf(start),
    to: end === undefined ? undefined : lastMomentOf(end),
  };
}

/** A day as an end includes the whole day; a year or a month ends with its first day's start, the narrower reading. */
function lastMomentOf(end: string): number {
  return end.length === 10 ? firstMomentOf(end) + dayMs - 1 : firstMomentOf(end);
}

function roleOf(concept: Fields | undefined): string | undefined {
  if (!concept) return undefined;
  return textAt(concept, 'text') ?? textAt(objectsAt(concept, 'coding')[0] ?? {}, 'display');
}
