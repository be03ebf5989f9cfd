import type { MultiPolygon, Polygon } from 'geojson';
import { isJsonObject, type JsonObject, parseJson } from '../../feeds/json-fields.ts';
import type { ActivationSpan } from '../airspace.ts';
import { readLimit } from './altitude-limit-words.ts';
import type { DescribedAirspace, ReadFeature, ReadFile } from './described-airspace.ts';
import { findFeatureLines } from './find-feature-lines.ts';
import { isOutlineFault, joinPolygons, type OutlineFault, readPolygon } from './read-rings.ts';

type Properties = ReadonlyMap<string, unknown>;

// LOWER_VAL, lowerVal and lower_val are one name.
function propertiesOf(feature: JsonObject): Properties {
  const properties = isJsonObject(feature['properties']) ? feature['properties'] : {};
  return new Map(
    Object.entries(properties).map(([name, value]) => [name.toLowerCase().replaceAll('_', ''), value]),
  );
}

function first(properties: Properties, ...names: readonly string[]): unknown {
  const present = names.map((name) => properties.get(name));
  return present.find((value) => value !== undefined && value !== null && value !== '');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function limit(properties: Properties, side: 'lower' | 'upper', plain: 'floor' | 'ceiling') {
  const value = first(properties, `${side}val`, `${side}ft`, `${side}limit`, `${plain}ft`, side, plain);
  if (isJsonObject(value)) {
    return readLimit({
      value: value['valueFt'] ?? value['value'],
      unit: value['unit'],
      reference: value['reference'] ?? value['referenceDatum'],
    });
  }
  const unit = first(properties, `${side}uom`, `${side}unit`, `${plain}unit`);
  const reference = first(properties, `${side}code`, `${side}ref`, `${side}reference`, `${plain}reference`);
  return readLimit({ value, unit, reference });
}

function timeOf(value: unknown): number | undefined {
  const timeMs = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function activationsOf(properties: Properties): 'ALWAYS' | readonly ActivationSpan[] {
  const fromMs = timeOf(first(properties, 'effectivefrom', 'validfrom', 'activefrom', 'dateeffective'));
  const toMs = timeOf(first(properties, 'effectiveto', 'validto', 'activeto', 'dateexpire'));
  return fromMs === undefined && toMs === undefined ? 'ALWAYS' : [{ fromMs: fromMs ?? 0, toMs }];
}

function outlineOf(geometry: JsonObject): Polygon | MultiPolygon | OutlineFault {
  const coordinates = geometry['coordinates'];
  if (geometry['type'] === 'Polygon') {
    return readPolygon(coordinates);
  }
  return geometry['type'] === 'MultiPolygon' && Array.isArray(coordinates)
    ? joinPolygons(coordinates.map(readPolygon))
    : { message: 'The geometry is not a Polygon or MultiPolygon.' };
}

function describe(properties: Properties, geometry: Polygon | MultiPolygon): DescribedAirspace {
  const elevation = first(properties, 'groundelevationft', 'elevationft');
  const name = textOf(first(properties, 'name', 'title', 'label'));
  return {
    designator: textOf(first(properties, 'designator', 'identifier', 'ident')),
    name,
    kindWord: textOf(first(properties, 'kind', 'type', 'typecode', 'localtype', 'class')),
    geometry,
    floor: limit(properties, 'lower', 'floor'),
    ceiling: limit(properties, 'upper', 'ceiling'),
    groundElevationFeet: typeof elevation === 'number' ? elevation : undefined,
    activations: activationsOf(properties),
    ruleText: textOf(first(properties, 'rule', 'authority', 'remarks')),
    dataMode: first(properties, 'synthetic') === true ? 'SIMULATED' : 'REAL',
  };
}

function readFeature(feature: unknown, line: number | undefined): ReadFeature {
  if (!isJsonObject(feature) || feature['type'] !== 'Feature') {
    return { line, found: 'FAULT', message: 'This is not a GeoJSON Feature.' };
  }
  const geometry = feature['geometry'];
  if (geometry === null || geometry === undefined) {
    return { line, found: 'NOTHING' };
  }
  const outline = isJsonObject(geometry)
    ? outlineOf(geometry)
    : { message: 'The geometry is not an object.' };
  return isOutlineFault(outline)
    ? { line, found: 'FAULT', message: outline.message }
    : { line, found: 'VOLUME', airspace: describe(propertiesOf(feature), outline) };
}

/** The features of a GeoJSON FeatureCollection or Feature, with the property names of the FAA's special use airspace, of files made from NASR, and plain ones. */
export function readGeojsonAirspace(text: string): ReadFile {
  const document = parseJson(text);
  if (!isJsonObject(document)) {
    return { message: 'The file is not a JSON object.', line: undefined };
  }
  if (document['type'] === 'Feature') {
    return [readFeature(document, 1)];
  }
  const features = document['features'];
  if (document['type'] !== 'FeatureCollection' || !Array.isArray(features)) {
    return { message: 'The file is not a GeoJSON Feature or FeatureCollection.', line: undefined };
  }
  const lines = findFeatureLines(text);
  return features.map((feature: unknown, index) => readFeature(feature, lines[index]));
}
