import type { Clock } from '@rotunda/platform/clock';
import type { AirspaceIndex } from '../airspace/airspace-index.ts';
import type { AlertBook } from '../alerts/alert-book.ts';
import type { Correlator } from '../correlation/correlator.ts';
import type { FeedRegistry } from '../feed-registry/feed-registry.ts';
import type { DataMode } from '../feeds/sensor-report.ts';
import type { PlanBook } from '../flight-plans/plan-book.ts';
import type { ChangeLog } from '../history/change-log.ts';
import type { TrackTable } from '../tracks/track-table.ts';
import type { UnitDirectory } from '../units/unit.ts';
import type { ShownPictures } from './shown-pictures.ts';

/** What is now, in memory, of all units together: nobody reads it but through a `UnitPicture`. */
export interface LivePicture {
  readonly clock: Clock;
  readonly units: UnitDirectory;
  readonly feeds: FeedRegistry;
  readonly tracks: TrackTable;
  readonly plans: PlanBook;
  readonly correlator: Correlator;
  readonly alerts: AlertBook;
  readonly changes: ChangeLog;
  /** What followers were shown lately. */
  readonly shown: ShownPictures;
  /** The volumes as last imported. */
  readonly airspaces: { readonly index: AirspaceIndex };
  /** What a filter that names no data mode means. */
  readonly defaultDataModes: readonly DataMode[];
}
