import type pg from 'pg';
import type { HistoryBatch } from './history-writer.ts';

/** Where history is kept. */
export interface HistoryStore {
  /** Writes a batch in one transaction; a point that is there already stays as it is, an alert takes its newer revision. */
  write(batch: HistoryBatch): Promise<void>;
  /** The last number of the log of changes; 0 for an empty one. */
  lastSequence(): Promise<number>;
  /** Ends the alerts that an earlier run left open: this run raises them anew if they are still true. */
  expireAlertsOfEarlierRuns(now: Date): Promise<void>;
}

/** History over a pool of connections. */
export function createHistoryStore(pool: pg.Pool): HistoryStore {
  return {
    async write(batch) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        if (batch.points.length) await client.query(pointsStatement(batch.points));
        if (batch.changes.length) await client.query(changesStatement(batch.changes));
        if (batch.alerts.length) await client.query(alertsStatement(batch.alerts));
        await client.query('COMMIT');
        client.release();
      } catch (cause) {
        // The connection may be half way through a transaction: it is not given back.
        client.release(true);
        throw cause;
      }
    },
    async lastSequence() {
      const text = 'SELECT coalesce(max(sequence), 0)::float8 AS last FROM picture_change';
      const { rows } = await pool.query<{ last: number }>({ name: 'last-sequence', text });
      return rows[0]?.last ?? 0;
    },
    async expireAlertsOfEarlierRuns(now) {
      const text = `UPDATE alert SET state = 'EXPIRED', resolved_clock_at = $1, revision = revision + 1,
          resolution_kind = 'EXPIRED', resolution_text = 'The picture was restarted: raised anew if still true.'
        WHERE state IN ('OPEN', 'ACKNOWLEDGED')`;
      await pool.query({ name: 'expire-alerts', text, values: [now] });
    },
  };
}

const time = (ms: number) => new Date(ms);
const timeOrNull = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));

function pointsStatement(points: HistoryBatch['points']): pg.QueryConfig {
  return {
    name: 'write-track-points',
    text: `INSERT INTO track_point (track_id, at, feed_id, longitude, latitude, altitude_feet, speed_knots, track_degrees)
      SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
      ON CONFLICT DO NOTHING`,
    values: [
      points.map(({ trackId }) => trackId),
      points.map(({ atMs }) => time(atMs)),
      points.map(({ feedId }) => feedId),
      points.map(({ longitude }) => longitude),
      points.map(({ latitude }) => latitude),
      points.map(({ altitudeFeet }) => altitudeFeet ?? null),
      points.map(({ speedKnots }) => speedKnots ?? null),
      points.map(({ trackDegrees }) => trackDegrees ?? null),
    ],
  };
}

function changesStatement(changes: HistoryBatch['changes']): pg.QueryConfig {
  return {
    name: 'write-picture-changes',
    text: `INSERT INTO picture_change (sequence, at, kind, item_id)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    values: [
      changes.map(({ sequence }) => sequence),
      changes.map(({ atMs }) => time(atMs)),
      changes.map(({ kind }) => kind),
      changes.map(({ itemId }) => itemId),
    ],
  };
}

function alertsStatement(alerts: HistoryBatch['alerts']): pg.QueryConfig {
  const rows = alerts.map((alert) => ({
    id: alert.id,
    unit_id: alert.unitId,
    code: alert.code,
    level: alert.level,
    state: alert.state,
    dedupe_key: alert.dedupeKey,
    track_id: alert.trackId,
    track_label: alert.trackLabel,
    airspace_id: alert.airspaceId ?? null,
    longitude: alert.longitude ?? null,
    latitude: alert.latitude ?? null,
    raised_at: time(alert.raisedAtMs),
    updated_at: time(alert.updatedAtMs),
    raised_clock_at: time(alert.raisedClockMs),
    acknowledged_at: timeOrNull(alert.acknowledgedAtMs),
    acknowledged_by: alert.acknowledgedBy ?? null,
    resolved_at: timeOrNull(alert.resolvedAtMs),
    resolved_clock_at: timeOrNull(alert.resolvedClockMs),
    resolution_kind: alert.resolution?.kind ?? null,
    resolution_unit_id: alert.resolution?.unitId ?? null,
    resolution_plan_id: alert.resolution?.planId ?? null,
    resolution_text: alert.resolution?.text ?? null,
    explanation: alert.explanation,
    occurrences: alert.occurrences,
    data_mode: alert.dataMode,
    revision: alert.revision,
  }));
  return {
    name: 'write-alerts',
    text: `INSERT INTO alert SELECT (jsonb_populate_record(NULL::alert, entry)).* FROM jsonb_array_elements($1::jsonb) AS entry
      ON CONFLICT (id) DO UPDATE SET
        level = excluded.level, state = excluded.state, track_label = excluded.track_label,
        longitude = excluded.longitude, latitude = excluded.latitude, updated_at = excluded.updated_at,
        acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
        resolved_at = excluded.resolved_at, resolved_clock_at = excluded.resolved_clock_at,
        resolution_kind = excluded.resolution_kind, resolution_unit_id = excluded.resolution_unit_id,
        resolution_plan_id = excluded.resolution_plan_id, resolution_text = excluded.resolution_text,
        explanation = excluded.explanation, occurrences = excluded.occurrences, revision = excluded.revision
      WHERE alert.revision <= excluded.revision`,
    values: [JSON.stringify(rows)],
  };
}
