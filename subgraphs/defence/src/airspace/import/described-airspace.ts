import type { MultiPolygon, Polygon } from 'geojson';
import type { ActivationSpan, Airspace, AltitudeLimit } from '../airspace.ts';

/** What a file says of one volume; what it leaves out follows from the kind of volume. */
export interface DescribedAirspace {
  readonly designator: string | undefined;
  readonly name: string | undefined;
  /** The file's own word for the kind. */
  readonly kindWord: string | undefined;
  readonly geometry: Polygon | MultiPolygon;
  readonly floor: AltitudeLimit | undefined;
  readonly ceiling: AltitudeLimit | undefined;
  readonly groundElevationFeet: number | undefined;
  readonly activations: 'ALWAYS' | readonly ActivationSpan[];
  readonly ruleText: string | undefined;
  readonly dataMode: Airspace['dataMode'];
}

/** What became of one feature of a file: a volume, a fault to tell, or nothing that is a volume. */
export type ReadFeature = { readonly line: number | undefined } & (
  | { readonly found: 'VOLUME'; readonly airspace: DescribedAirspace }
  | { readonly found: 'FAULT'; readonly message: string }
  | { readonly found: 'NOTHING' }
);

/** A file as features, or why none of it can be read. */
export type ReadFile =
  readonly ReadFeature[] | { readonly message: string; readonly line: number | undefined };
