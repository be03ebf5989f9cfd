import type { Polygon } from 'geojson';
import { elementAt, elementsNamed, type XmlElement, textAt } from '../../feeds/xml-tree.ts';
import { feetMsl } from '../define-airspace.ts';
import { readLimit } from './altitude-limit-words.ts';
import type { ReadFeature } from './described-airspace.ts';
import { isOutlineFault, joinPolygons, type OutlineFault, readPolygon } from './read-rings.ts';

function ringOf(boundary: XmlElement): readonly (readonly number[])[] {
  const tuples = textAt(boundary, 'LinearRing', 'coordinates')?.split(/\s+/) ?? [];
  return tuples.filter(Boolean).map((tuple) => tuple.split(',').slice(0, 2).map(Number));
}

function polygonOf(polygon: XmlElement): Polygon | OutlineFault {
  const outer = elementAt(polygon, 'outerBoundaryIs');
  const inner = elementsNamed(polygon, 'innerBoundaryIs');
  return readPolygon((outer ? [outer, ...inner] : inner).map(ringOf));
}

// "Pattern: 3500-4800" is a volume from 3,500 to 4,800 ft; a pair of smaller numbers is a range of headings.
const heightRange = /\b(\d{3,5})\s*-\s*(\d{3,5})\b/;
const heightWords =
  /\b(SFC|GND|[\d,]{3,7}\s*FT(?:\s+(?:MSL|AGL))?)\s*(?:-|TO)\s*([\d,]{3,7}\s*FT(?:\s+(?:MSL|AGL))?|UNL)/i;

function heightsOf(text: string) {
  const words = heightWords.exec(text);
  if (words) {
    return { floor: readLimit({ value: words[1] }), ceiling: readLimit({ value: words[2] }) };
  }
  const [, low, high] = heightRange.exec(text) ?? [];
  return low === undefined || high === undefined || Number(low) >= Number(high)
    ? { floor: undefined, ceiling: undefined }
    : { floor: feetMsl(Number(low)), ceiling: feetMsl(Number(high)) };
}

/** The placemarks of a KML document: those with polygons are volumes, named by what stands before a colon, with heights in feet where the name or description gives them. Heights of the corners are not read: drawing programs fill them with the terrain. */
export function readKmlAirspace(root: XmlElement, lines: readonly number[]): readonly ReadFeature[] {
  return elementsNamed(root, 'Placemark').map((placemark, index) => {
    const line = lines[index];
    const polygons = elementsNamed(placemark, 'Polygon');
    if (polygons.length === 0) {
      return { line, found: 'NOTHING' };
    }
    const outline = joinPolygons(polygons.map(polygonOf));
    if (isOutlineFault(outline)) {
      return { line, found: 'FAULT', message: outline.message };
    }
    const title = textAt(placemark, 'name') ?? '';
    const name = title.split(':')[0]?.trim() || undefined;
    const airspace = {
      designator: undefined,
      name,
      kindWord: 'GEOFENCE',
      geometry: outline,
      ...heightsOf(`${title} ${textAt(placemark, 'description') ?? ''}`),
      groundElevationFeet: undefined,
      activations: 'ALWAYS',
      ruleText: undefined,
      dataMode: 'REAL',
    } as const;
    return { line, found: 'VOLUME', airspace };
  });
}
