import type { ReportAltitude, ReportVelocity } from '../feeds/sensor-report.ts';
import type { TrackView } from './track-view.ts';

export type TrackMapper = TrackView;
export type AltitudeMapper = ReportAltitude;
export type VelocityMapper = ReportVelocity;
