import type { TrackResolvers } from '../../generated/resolvers-types.ts';
import { drawSymbol } from '../../identity/draw-symbol-rules.ts';
import { emergencyOf } from '../emergency-rules.ts';
import { explainProvenance } from '../explain-provenance.ts';
import { findTrack } from '../find-track.ts';
import { staleAfterMs } from '../track-age-rules.ts';
import { labelOf } from '../track.ts';

export const track: TrackResolvers = {
  __resolveReference: ({ id }, { picture }) => findTrack({ id }, picture) ?? null,
  id: ({ track }) => track.id,
  number: ({ track }) => track.number,
  label: ({ track, fields }) => labelOf(track, fields),
  environment: ({ track }) => track.environment,
  status: (view) => view.picture.statusOf(view),
  dataMode: ({ track }) => track.dataMode,
  geometry: ({ fields }) =>
    fields.position
      ? { type: 'Point', coordinates: [fields.position.value.longitude, fields.position.value.latitude] }
      : null,
  position: ({ fields: { position } }) =>
    position ? { ...position.value, at: new Date(position.atMs), extrapolated: false } : null,
  altitude: ({ fields }) => fields.altitude?.value ?? null,
  velocity: ({ fields }) => fields.velocity?.value ?? null,
  callsign: ({ fields }) => fields.callsign?.value ?? null,
  aircraftAddress: ({ track }) => track.aircraftAddress ?? null,
  registration: ({ fields }) => fields.registration?.value ?? null,
  aircraftType: ({ fields }) => fields.aircraftType?.value ?? null,
  beaconCode: ({ fields }) => fields.beaconCode?.value ?? null,
  emergency: ({ track, fields }) => {
    const code = emergencyOf(fields);
    return code ? { code, since: new Date(track.emergencies.get(code)?.sinceMs ?? track.updatedMs) } : null;
  },
  identity: (view) => view.picture.identityOf(view),
  symbol: (view) => {
    const flightType = view.picture.correlationOf(view).plan?.content.flightType;
    const service = flightType && (flightType === 'MILITARY' ? 'MILITARY' : 'CIVIL');
    return drawSymbol(view.track.environment, view.picture.identityOf(view).value, service);
  },
  correlation: (view) => ({
    correlation: view.picture.correlationOf(view),
    scoredAtMs: view.track.updatedMs,
  }),
  firstSeenAt: ({ track }) => new Date(track.firstSeenMs),
  updatedAt: ({ track }) => new Date(track.updatedMs),
  ageSeconds: (view) => view.picture.ageMs(view) / 1000,
  staleAt: ({ track, fields }) =>
    fields.position ? new Date(fields.position.atMs + staleAfterMs(track.environment)) : null,
  revision: ({ track }) => track.revision,
  provenance: (view, { fields }) =>
    explainProvenance(view, fields).map(({ field, chosen, text, rule, alternatives }) => ({
      field,
      rule,
      value: text,
      feed: view.picture.live.feeds.find(chosen.feedId) ?? null,
      observedAt: new Date(chosen.atMs),
      ageSeconds: view.picture.sourceAgeMs(view, chosen) / 1000,
      alternatives: alternatives.map((alternative) => ({
        value: alternative.text,
        feed: view.picture.live.feeds.find(alternative.said.feedId) ?? null,
        observedAt: new Date(alternative.said.atMs),
        whyNotChosen: alternative.why,
      })),
    })),
  contributors: ({ contributions, picture }) =>
    contributions.map(({ feedId, reports, lastSeenMs, association }) => ({
      feed: picture.live.feeds.find(feedId) ?? null,
      observations: reports,
      lastSeenAt: new Date(lastSeenMs),
      association,
    })),
  // What disagrees may come from a feed that the unit may not see.
  conflicts: ({ track, hiddenFeeds }) =>
    hiddenFeeds
      ? []
      : track.conflicts.map(({ sinceMs, values, ...conflict }) => ({
          ...conflict,
          values: [...values],
          since: new Date(sinceMs),
        })),
  within: (view) =>
    [...view.picture.volumesOf(view)].flatMap((id) => {
      const airspace = view.picture.live.airspaces.index.find(id);
      const presence = view.track.presences.get(id);
      if (!airspace) return [];
      const enteredAt = new Date(presence?.enteredAtMs ?? view.track.updatedMs);
      return [{ airspace, enteredAt, startedInside: presence?.startedInside ?? true }];
    }),
  alerts: ({ track, picture }, { open }) => [...picture.alertsAbout(track, open ?? true)],
  marking: (view) => view.picture.markingOf(view),
  withheld: ({ hiddenFeeds }) =>
    hiddenFeeds
      ? {
          items: hiddenFeeds,
          fields: [{ path: 'contributors', reason: 'NOT_RELEASABLE', count: hiddenFeeds }],
        }
      : null,
};
