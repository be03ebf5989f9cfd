import type { Airspace, AltitudeLimit } from '../airspace/airspace.ts';
import type { Area } from './area.ts';
import type { UnitPicture } from './unit-picture.ts';

export interface OperatingPictureMapper {
  readonly area: Area;
  readonly picture: UnitPicture;
}
export type AirspaceMapper = Airspace;
export type AltitudeLimitMapper = AltitudeLimit;
export interface RegionMapper {
  readonly fips: string;
}
export interface FacilityMapper {
  readonly id: string;
  /** GeoJSON point of the register; there only where the query needs it. */
  readonly location?: unknown;
}
