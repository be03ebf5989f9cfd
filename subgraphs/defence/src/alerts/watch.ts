import type { Airspace } from '../airspace/airspace.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { seeAs } from '../picture/unit-picture.ts';
import { labelOf, type Track, type TrackPresence } from '../tracks/track.ts';
import type { TrackView } from '../tracks/track-view.ts';
import type { Unit } from '../units/unit.ts';
import { alertForVolume, explainEntry, isSettledBy } from './airspace-alert-rules.ts';
import { type Alert, type AlertResolution, isUnsettled } from './alert.ts';
import type { Moment } from './alert-book.ts';
import { gatherEntryFacts } from './gather-entry-facts.ts';
import { emergencyLevel, emergencyOverAfterMs, explainEmergency } from './emergency-alert-rules.ts';

/** Judges tracks for every watch that is concerned, and raises, renews and settles its alerts. */
export interface Watch {
  /** After a track moved, changed or was scored anew. Returns the alerts that this settled. */
  judge(track: Track, at: Moment): readonly Alert[];
  /** After a track was dropped: what was open about it has expired. */
  drop(track: Track, at: Moment): void;
}

const renewAfterMs = 30_000;

/** The watch over a live picture. */
export function createWatch(live: LivePicture): Watch {
  const { alerts, units, airspaces } = live;

  function settle(alert: Alert, resolution: Omit<AlertResolution, 'unitId'>, at: Moment): Alert {
    return alerts.resolve(alert, { unitId: undefined, ...resolution }, at);
  }

  function judgeEntry(track: Track, unit: Unit, airspace: Airspace, presence: TrackPresence, at: Moment) {
    const controlled = alertForVolume(airspace);
    const view = seeAs(unit.id, live).viewOf(track);
    if (!controlled || !view) return [];
    const dedupeKey = [controlled.code, unit.id, track.id, airspace.id, presence.enteredAtMs].join('/');
    const known = alerts.findByKey(dedupeKey);
    const correlation = view.picture.correlationOf(view);
    if (isSettledBy(controlled.code, correlation)) {
      if (!known || !isUnsettled(known)) return [];
      const text = `Identified: it flies the plan of ${correlation.plan?.content.callsign ?? 'a known flight'}.`;
      return [settle(known, { kind: 'IDENTIFIED', planId: correlation.plan?.id, text }, at)];
    }
    if (known && isUnsettled(known) && at.atMs - known.updatedAtMs < renewAfterMs) return [];
    const explanation = explainEntry(gatherEntryFacts(view, unit, airspace, presence, live));
    alerts.raise(
      { ...subjectOf(view), ...controlled, unitId: unit.id, dedupeKey, airspaceId: airspace.id, explanation },
      at,
    );
    return [];
  }

  function judgeEmergencies(track: Track, at: Moment): void {
    for (const [code, { sinceMs, lastMs }] of track.emergencies) {
      if (track.updatedMs - lastMs > emergencyOverAfterMs) {
        track.emergencies.delete(code);
        continue;
      }
      for (const unit of units.all.filter(({ keepsWatch }) => keepsWatch)) {
        const dedupeKey = ['EMERGENCY_CODE', unit.id, track.id, code, sinceMs].join('/');
        const view = seeAs(unit.id, live).viewOf(track);
        if (!view || alerts.findByKey(dedupeKey)) continue;
        const explanation = explainEmergency({
          code,
          trackLabel: labelOf(track, view.fields),
          beaconCode: view.fields.beaconCode?.value,
          atMs: sinceMs,
          feedId: view.contributions[0]?.feedId,
        });
        const level = emergencyLevel(code);
        const subject = {
          ...subjectOf(view),
          airspaceId: undefined,
          unitId: unit.id,
          dedupeKey,
          explanation,
        };
        alerts.raise({ ...subject, code: 'EMERGENCY_CODE', level }, at);
      }
    }
  }

  function settleWhatEnded(track: Track, at: Moment): readonly Alert[] {
    return alerts.about(track.id).flatMap((alert) => {
      if (!isUnsettled(alert)) return [];
      const ended = howItEnded(alert, track);
      return ended ? [settle(alert, { planId: undefined, ...ended }, at)] : [];
    });
  }

  return {
    judge(track, at) {
      track.judgedMs = track.updatedMs;
      const settled: Alert[] = [];
      if (track.fields.onGround?.value !== true) {
        for (const presence of track.presences.values()) {
          const airspace = airspaces.index.find(presence.airspaceId);
          if (!airspace || !alertForVolume(airspace)) continue;
          for (const unit of units.watchesAmong(airspace.stakeholders))
            settled.push(...judgeEntry(track, unit, airspace, presence, at));
        }
      }
      judgeEmergencies(track, at);
      return [...settled, ...settleWhatEnded(track, at)];
    },
    drop(track, at) {
      for (const alert of alerts.about(track.id)) {
        if (!isUnsettled(alert)) continue;
        const text = 'The track was lost and has been dropped: where it went is not known.';
        settle(alert, { kind: 'EXPIRED', planId: undefined, text }, at);
      }
      alerts.forgetTrack(track.id);
    },
  };
}

function subjectOf({ track, fields }: TrackView) {
  return {
    trackId: track.id,
    trackLabel: labelOf(track, fields),
    longitude: fields.position?.value.longitude,
    latitude: fields.position?.value.latitude,
    dataMode: track.dataMode,
  };
}

function howItEnded(alert: Alert, track: Track): Pick<AlertResolution, 'kind' | 'text'> | undefined {
  if (alert.airspaceId === undefined) {
    const stillOn = [...track.emergencies].some(
      ([code, { sinceMs }]) =>
        alert.dedupeKey === ['EMERGENCY_CODE', alert.unitId, track.id, code, sinceMs].join('/'),
    );
    return stillOn ? undefined : { kind: 'EXPIRED', text: 'The aircraft no longer signals an emergency.' };
  }
  if (track.fields.onGround?.value === true) return { kind: 'LEFT_AREA', text: 'It is on the ground.' };
  const presence = track.presences.get(alert.airspaceId);
  const sameEntry = presence && alert.dedupeKey.endsWith(`/${presence.enteredAtMs}`);
  return sameEntry
    ? undefined
    : { kind: 'LEFT_AREA', text: 'It left the volume, or the volume is no longer in force.' };
}
