import { Refusal } from '@rotunda/platform/refusal';
import type { TrackFilter } from '../generated/resolvers-types.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import type { TrackView } from './track-view.ts';

/** The tracks that a filter keeps; with none, those of the installation's default data modes. Refuses an airspace that nobody knows. */
export function filterTracks(
  views: readonly TrackView[],
  filter: TrackFilter | null | undefined,
  picture: UnitPicture,
): readonly TrackView[] {
  const keeps = [...testsOf(filter ?? {}, picture)];
  return views.filter((view) => keeps.every((keep) => keep(view)));
}

type Keep = (view: TrackView) => boolean;

/** Cheap tests first: identity and correlation are worked out for what is left only. */
function* testsOf(filter: TrackFilter, picture: UnitPicture): Iterable<Keep> {
  const modes: readonly string[] = filter.dataModes ?? picture.live.defaultDataModes;
  yield ({ track }) => modes.includes(track.dataMode);
  if (filter.status) yield among(filter.status, (view) => picture.statusOf(view));
  else yield (view) => picture.statusOf(view) !== 'DROPPED';
  if (filter.environments) yield among(filter.environments, ({ track }) => track.environment);
  if (filter.beaconCodes) yield among(filter.beaconCodes, ({ fields }) => fields.beaconCode?.value);
  const { feedIds, callsignPrefix, altitudeFt, insideAirspaceId } = filter;
  if (feedIds) yield ({ contributions }) => contributions.some(({ feedId }) => feedIds.includes(feedId));
  if (callsignPrefix) yield ({ fields }) => fields.callsign?.value.startsWith(callsignPrefix) ?? false;
  if (altitudeFt) {
    const { min, max } = altitudeFt;
    yield ({ fields }) => {
      const feet = fields.altitude?.value.feet;
      return feet === undefined || (feet >= (min ?? -Infinity) && feet <= (max ?? Infinity));
    };
  }
  if (insideAirspaceId) {
    if (!picture.live.airspaces.index.find(insideAirspaceId))
      throw new Refusal('BAD_INPUT', 'No airspace has the id in `insideAirspaceId`.');
    yield (view) => picture.volumesOf(view).has(insideAirspaceId);
  }
  if (filter.correlation) yield among(filter.correlation, (view) => picture.correlationOf(view).status);
  if (filter.identities) yield among(filter.identities, (view) => picture.identityOf(view).value);
}

function among<Value extends string>(
  allowed: readonly Value[],
  valueOf: (view: TrackView) => string | undefined,
): Keep {
  const set = new Set<string | undefined>(allowed);
  return (view) => set.has(valueOf(view));
}
