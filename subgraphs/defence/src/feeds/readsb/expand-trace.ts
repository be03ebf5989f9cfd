import { isJsonObject, type JsonObject, numberOf, textOf } from '../json-fields.ts';
import type { ReplayMessage } from '../replay-message.ts';

const stalePositionFlag = 1;
const geometricRateFlag = 4;
const geometricAltitudeFlag = 8;

function pointEntry(trace: JsonObject, startSeconds: number, point: readonly unknown[]): JsonObject {
  const [offset, lat, lon, altitude, gs, track, flags, rate, details, type] = point;
  const now = startSeconds + Number(offset);
  const bits = Number(flags);
  return {
    ...(isJsonObject(details) ? details : {}),
    now,
    hex: textOf(trace, 'icao'),
    r: textOf(trace, 'r'),
    t: textOf(trace, 't'),
    type,
    lat,
    lon,
    [(bits & geometricAltitudeFlag) === 0 ? 'alt_baro' : 'alt_geom']: altitude ?? undefined,
    gs: gs ?? undefined,
    track: track ?? undefined,
    [(bits & geometricRateFlag) === 0 ? 'baro_rate' : 'geom_rate']: rate ?? undefined,
    seen: 0,
    // A trace marks a position as old without saying how old; readsb does so after 20 s.
    seen_pos: (bits & stalePositionFlag) === 0 ? 0 : 20,
  };
}

/** The points of a readsb `trace_full` as one aircraft message each; points that are no lists are left out. Source: readsb README-json.md, trace jsons. */
export function expandTrace(trace: JsonObject): readonly ReplayMessage[] {
  const startSeconds = numberOf(trace, 'timestamp') ?? 0;
  const points: readonly unknown[] = Array.isArray(trace['trace']) ? trace['trace'] : [];
  return points.flatMap((point) => {
    if (!Array.isArray(point)) {
      return [];
    }
    const entry = pointEntry(trace, startSeconds, point);
    return [{ atMs: (numberOf(entry, 'now') ?? 0) * 1000, message: JSON.stringify(entry) }];
  });
}
