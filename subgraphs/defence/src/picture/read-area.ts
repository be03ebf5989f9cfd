import { regionBoundary } from '@rotunda/platform/regions';
import { Refusal } from '@rotunda/platform/refusal';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { AirspaceIndex } from '../airspace/airspace-index.ts';
import { metresPerNauticalMile } from '../airspace/earth-distance.ts';
import type { AreaInput } from '../generated/resolvers-types.ts';
import { type Area, boxArea, circleArea, polygonArea } from './area.ts';

const maximumRadiusNm = 500;
const maximumPositions = 10_000;

/** The area that an input means. Refuses none or several members, coordinates that are none, and names that nobody knows. */
export function readArea(input: AreaInput, airspaces: AirspaceIndex): Area {
  const given = Object.values(input).filter((member) => member !== null && member !== undefined);
  if (given.length !== 1) throw refuse('Give exactly one of bbox, circle, polygon, regionFips, airspaceId.');
  if (input.bbox) return readBox(input.bbox);
  if (input.circle) return readCircle(input.circle);
  if (input.polygon) return readPolygon(input.polygon);
  if (input.regionFips) return regionArea(input.regionFips);
  const airspace = airspaces.find(input.airspaceId ?? '');
  if (!airspace) throw refuse('No airspace has this id: look for it with `airspaces`.');
  return polygonArea(airspace.geometry);
}

/** A county or state as an area. Refuses a code that the Census Bureau does not know. */
export function regionArea(fips: string): Area {
  const known = regionAreas.get(fips);
  if (known) return known;
  const boundary = regionBoundary(fips);
  if (!boundary) throw refuse('No county (5 digits) or state (2 digits) has this code.');
  const area = polygonArea(boundary);
  regionAreas.set(fips, area);
  return area;
}

/** At most some 3,200 counties and states, public and unchanging. */
const regionAreas = new Map<string, Area>();

function readBox(box: NonNullable<AreaInput['bbox']>): Area {
  const { west, south, east, north } = box;
  if (!isLongitude(west) || !isLongitude(east) || !isLatitude(south) || !isLatitude(north) || south > north)
    throw refuse('A box needs west and east within 180 degrees, and south not above north, within 90.');
  return boxArea({ west, south, east, north });
}

/** A circle on the ground. Refuses a centre that is none and a radius outside 0 to 500 nautical miles. */
function readCircle(circle: NonNullable<AreaInput['circle']>): Area {
  const { longitude, latitude, radiusNm } = circle;
  if (!isLongitude(longitude) || !isLatitude(latitude) || !(radiusNm > 0 && radiusNm <= maximumRadiusNm))
    throw refuse(`A circle needs a centre in degrees and a radius of up to ${maximumRadiusNm} NM.`);
  return circleArea({ longitude, latitude }, radiusNm * metresPerNauticalMile);
}

function readPolygon(value: unknown): Area {
  if (!isPolygon(value)) throw refuse('Give a GeoJSON Polygon or MultiPolygon in degrees, rings closed.');
  const polygons = value.type === 'Polygon' ? [value.coordinates] : value.coordinates;
  const positions = polygons.flat(2);
  if (positions.length > maximumPositions) throw refuse(`At most ${maximumPositions} positions.`);
  return polygonArea(value);
}

function isPolygon(value: unknown): value is Polygon | MultiPolygon {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value))
    return false;
  const { type, coordinates } = value;
  if (!Array.isArray(coordinates) || !coordinates.length) return false;
  const isRings = (rings: unknown) => Array.isArray(rings) && rings.length > 0 && rings.every(isRing);
  return type === 'Polygon' ? isRings(coordinates) : type === 'MultiPolygon' && coordinates.every(isRings);
}

function isRing(ring: unknown): ring is Position[] {
  return Array.isArray(ring) && ring.length >= 4 && ring.every(isPosition);
}

function isPosition(position: unknown): position is Position {
  return Array.isArray(position) && isLongitude(position[0]) && isLatitude(position[1]);
}

function isLongitude(value: unknown): boolean {
  return typeof value === 'number' && value >= -180 && value <= 180;
}

function isLatitude(value: unknown): boolean {
  return typeof value === 'number' && value >= -90 && value <= 90;
}

function refuse(sentence: string): Refusal {
  return new Refusal('BAD_INPUT', sentence);
}
