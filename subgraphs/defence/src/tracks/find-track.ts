import { Refusal } from '@rotunda/platform/refusal';
import type { QueryTrackArgs, TrackIdentifierInput } from '../generated/resolvers-types.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import type { TrackView } from './track-view.ts';

/** One track that the unit may see, by exactly one of its names; undefined where there is none. Refuses none or several names. */
export function findTrack(
  { id, number, identifier }: Partial<QueryTrackArgs>,
  picture: UnitPicture,
): TrackView | undefined {
  const given = [id, number, identifier].filter((name) => name !== null && name !== undefined);
  if (given.length !== 1) throw new Refusal('BAD_INPUT', 'Give exactly one of id, number and identifier.');
  const { tracks } = picture.live;
  if (identifier) return newestNamed(identifier, picture);
  const track = id ? tracks.find(id) : tracks.findByNumber(number ?? '');
  const view = track && picture.viewOf(track);
  return view && picture.statusOf(view) !== 'DROPPED' ? view : undefined;
}

function newestNamed({ kind, value }: TrackIdentifierInput, picture: UnitPicture): TrackView | undefined {
  let newest: TrackView | undefined;
  for (const track of picture.live.tracks.all()) {
    const view = picture.viewOf(track);
    if (!view || nameOf(view, kind) !== value || picture.statusOf(view) === 'DROPPED') continue;
    if (!newest || track.updatedMs > newest.track.updatedMs) newest = view;
  }
  return newest;
}

function nameOf({ track, fields }: TrackView, kind: TrackIdentifierInput['kind']): string | undefined {
  switch (kind) {
    case 'AIRCRAFT_ADDRESS':
      return track.aircraftAddress;
    case 'CALLSIGN':
      return fields.callsign?.value;
    case 'REGISTRATION':
      return fields.registration?.value;
    case 'BEACON_CODE':
      return fields.beaconCode?.value;
    case 'COT_UID':
      return track.cotUid;
  }
}
