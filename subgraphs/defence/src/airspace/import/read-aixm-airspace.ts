import type { Polygon } from 'geojson';
import { elementAt, elementsNamed, type XmlElement, textAt } from '../../feeds/xml-tree.ts';
import { circle } from '../draw-outline.ts';
import { readLimit } from './altitude-limit-words.ts';
import type { DescribedAirspace, ReadFeature } from './described-airspace.ts';
import { isOutlineFault, joinPolygons, type OutlineFault, readPolygon } from './read-rings.ts';

const metresPerUnit: ReadonlyMap<string, number> = new Map([
  ['M', 1],
  ['KM', 1000],
  ['NM', 1852],
  ['[NMI_I]', 1852],
  ['FT', 0.3048],
]);

function numbers(text: string): readonly number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

// EPSG:4326 is latitude first; CRS84 is longitude first.
function positions(values: readonly number[], longitudeFirst: boolean): readonly (readonly number[])[] {
  return Array.from({ length: Math.floor(values.length / 2) }, (_none, index) => {
    const pair = values.slice(index * 2, index * 2 + 2);
    return longitudeFirst ? pair : pair.toReversed();
  });
}

function ringOf(ring: XmlElement, longitudeFirst: boolean): unknown {
  const [disc] = elementsNamed(ring, 'CircleByCenterPoint');
  if (disc) {
    const [centre] = positions(numbers(textAt(disc, 'pos') ?? ''), longitudeFirst);
    const radius = elementAt(disc, 'radius');
    const metres = metresPerUnit.get(radius?.attributes['uom']?.toUpperCase() ?? 'M') ?? NaN;
    const [longitude = NaN, latitude = NaN] = centre ?? [];
    return circle({ longitude, latitude }, Number(radius?.text) * metres).map((point) => [
      point.longitude,
      point.latitude,
    ]);
  }
  const lists = [...elementsNamed(ring, 'posList'), ...elementsNamed(ring, 'pos')];
  return lists.flatMap((list) => positions(numbers(list.text), longitudeFirst));
}

function polygonOf(patch: XmlElement, longitudeFirst: boolean): Polygon | OutlineFault {
  if (elementsNamed(patch, 'ArcByCenterPoint').length > 0) {
    return { message: 'The outline has an arc by its centre, which is not read: export it as points.' };
  }
  const rings = [...elementsNamed(patch, 'exterior'), ...elementsNamed(patch, 'interior')];
  return readPolygon(rings.map((ring) => ringOf(ring, longitudeFirst)));
}

function isLongitudeFirst(element: XmlElement): boolean {
  return (
    (element.attributes['srsName'] ?? '').includes('CRS84') ||
    element.children.some((child) => isLongitudeFirst(child))
  );
}

function limitOf(volume: XmlElement, side: 'upper' | 'lower') {
  return readLimit({
    value: textAt(volume, `${side}Limit`),
    unit: elementAt(volume, `${side}Limit`)?.attributes['uom'],
    reference: textAt(volume, `${side}LimitReference`),
  });
}

function describe(
  slice: XmlElement,
  volume: XmlElement,
  geometry: DescribedAirspace['geometry'],
): DescribedAirspace {
  return {
    designator: textAt(slice, 'designator'),
    name: textAt(slice, 'name'),
    kindWord: textAt(slice, 'type'),
    geometry,
    floor: limitOf(volume, 'lower'),
    ceiling: limitOf(volume, 'upper'),
    groundElevationFeet: undefined,
    activations: 'ALWAYS',
    ruleText: undefined,
    dataMode: 'REAL',
  };
}

/** The airspaces of an AIXM 5.1 message, each by its first time slice and first volume; outlines of points and circles are read, arcs are refused. */
export function readAixmAirspace(root: XmlElement, lines: readonly number[]): readonly ReadFeature[] {
  const longitudeFirst = isLongitudeFirst(root);
  return elementsNamed(root, 'Airspace').map((airspace, index) => {
    const line = lines[index];
    const [slice] = elementsNamed(airspace, 'AirspaceTimeSlice');
    const [volume] = elementsNamed(airspace, 'AirspaceVolume');
    if (!slice || !volume) {
      return { line, found: 'NOTHING' };
    }
    const patches = elementsNamed(volume, 'PolygonPatch');
    const outline = joinPolygons(patches.map((patch) => polygonOf(patch, longitudeFirst)));
    return isOutlineFault(outline)
      ? { line, found: 'FAULT', message: outline.message }
      : { line, found: 'VOLUME', airspace: describe(slice, volume, outline) };
  });
}
