import type { Pool } from 'pg';
import { type LogHead, emptyLogHead } from './access-event.ts';
import type { AccessLogWriter } from './access-log-writer.ts';

const beginLog = `
INSERT INTO access_log_head (log, sequence, chain_hash) VALUES ($1, $2, $3) ON CONFLICT (log) DO NOTHING`;

const appendToLog = `
WITH moved AS (
  UPDATE access_log_head SET sequence = $4, chain_hash = $5
  WHERE log = $1 AND sequence = $2 AND chain_hash = $3
  RETURNING log
)
INSERT INTO access_event (log, sequence, at, actor, practitioner, organization, patient_id, basis, purpose, outcome,
                          action, record_kinds, request_id, chain_hash)
SELECT moved.log, e.sequence, e.at, e.actor, e.practitioner, e.organization, e."patientId", e.basis, e.purpose, e.outcome,
       e.action, e."recordKinds", e."requestId", e."chainHash"
FROM moved, jsonb_to_recordset($6::jsonb) AS e(
  sequence bigint, at timestamptz, actor text, practitioner text, organization text, "patientId" text, basis text,
  purpose text, outcome text, action text, "recordKinds" text[], "requestId" text, "chainHash" text)`;

/** Writes access events: one statement, one commit, whatever the size of the batch. */
export function createAccessLogWriter(pool: Pool): AccessLogWriter {
  return {
    async readHead(log) {
      await pool.query(beginLog, [log, emptyLogHead.sequence, emptyLogHead.chainHash]);
      const { rows } = await pool.query<{ sequence: string; chain_hash: string }>(
        'SELECT sequence, chain_hash FROM access_log_head WHERE log = $1',
        [log],
      );
      const row = rows[0];
      return row ? { sequence: Number(row.sequence), chainHash: row.chain_hash } : emptyLogHead;
    },

    async append(log, head, events) {
      const last: LogHead = events.at(-1) ?? head;
      const { rowCount } = await pool.query({
        name: 'append_access_events',
        text: appendToLog,
        values: [log, head.sequence, head.chainHash, last.sequence, last.chainHash, JSON.stringify(events)],
      });
      return rowCount === events.length;
    },
  };
}
