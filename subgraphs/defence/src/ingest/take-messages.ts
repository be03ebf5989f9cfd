import type { Watch } from '../alerts/watch.ts';
import { noteClosestApproach } from '../alerts/note-closest-approach.ts';
import type { RunningFeed } from '../feed-registry/feed.ts';
import type { DecodedMessage, FeedReject } from '../feeds/feed-decoder.ts';
import type { SensorReport } from '../feeds/sensor-report.ts';
import type { HistoryWriter } from '../history/history-writer.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { followAirspaces } from '../tracks/follow-airspaces.ts';
import type { TakenReport } from '../tracks/track-table.ts';
import type { Track } from '../tracks/track.ts';

/** What became of some messages of one feed. */
interface TakenMessages {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejects: readonly FeedReject[];
  readonly tracks: readonly Track[];
}

export type TakeMessages = (feed: RunningFeed, messages: readonly (string | Uint8Array)[]) => TakenMessages;

const judgeEveryMs = 10_000;

/** The way in: decode, fuse, follow through airspace, score against plans, judge for every watch, write behind. One writer, in order, without waiting. */
export function createTakeMessages(live: LivePicture, watch: Watch, history: HistoryWriter): TakeMessages {
  function takeReport(report: SensorReport, shiftMs: number, clockMs: number): TakenReport | undefined {
    const taken = live.tracks.take(report, shiftMs);
    if (!taken?.changed) return taken;
    const { track, created, moved } = taken;
    if (created) live.changes.append('TRACK_ADDED', track.id, track.updatedMs);
    if (moved) history.addPoint(track);
    const moves = moved && followAirspaces(track, live.airspaces.index);
    if (moved) noteClosestApproach(track, live.airspaces.index);
    const rescored = live.correlator.rescore(track);
    if (rescored) live.changes.append('TRACK_CHANGED', track.id, track.updatedMs);

    const crossed = moves !== undefined && (moves.entered.length > 0 || moves.left.length > 0);
    const due = track.presences.size > 0 && track.updatedMs - track.judgedMs >= judgeEveryMs;
    if (crossed || rescored || due || track.emergencies.size > 0)
      watch.judge(track, { atMs: track.updatedMs, clockMs });
    return taken;
  }

  return (running, messages) => {
    const clockMs = live.clock.now().getTime();
    const decoded = messages.map((message) => running.decoder.decode(message, clockMs));
    const reports = decoded.flatMap((message) => message.reports);
    noteTime(running, reports, clockMs);

    let duplicates = 0;
    const tracks = new Set<Track>();
    for (const report of reports) {
      const taken = takeReport(report, running.shiftMs, clockMs);
      if (taken?.changed) tracks.add(taken.track);
      else duplicates += 1;
    }
    const rejects = rejectsOf(decoded);
    running.meter.count(reports.length, rejects.length, clockMs);
    return { accepted: reports.length - duplicates, duplicates, rejects, tracks: [...tracks] };
  };
}

/** A replay's newest record is taken to be now, so that ages are those of the recording; a live feed's delay is measured instead. */
function noteTime(running: RunningFeed, reports: readonly SensorReport[], clockMs: number): void {
  for (const { observedAtMs } of reports) running.newestMs = Math.max(running.newestMs, observedAtMs);
  if (!reports.length) return;
  if (running.feed.transport === 'FILE_REPLAY') running.shiftMs = clockMs - running.newestMs;
  else for (const { observedAtMs } of reports) running.meter.noteLatency(clockMs - observedAtMs);
}

function rejectsOf(decoded: readonly DecodedMessage[]): readonly FeedReject[] {
  return decoded.flatMap((message) => message.rejects);
}
