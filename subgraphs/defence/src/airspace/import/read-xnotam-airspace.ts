import { elementAt, elementsNamed, type XmlElement, textAt } from '../../feeds/xml-tree.ts';
import type { ActivationSpan } from '../airspace.ts';
import { readLimit } from './altitude-limit-words.ts';
import type { DescribedAirspace, ReadFeature } from './described-airspace.ts';
import { isOutlineFault, type OutlineFault, readPolygon } from './read-rings.ts';
import type { Polygon } from 'geojson';

// `38.85944444N`, `077.03638889W`
function degrees(text: string | undefined): number {
  const match = /^(\d+(?:\.\d+)?)([NSEW])$/.exec(text ?? '');
  const value = match ? Number(match[1]) : NaN;
  return match?.[2] === 'S' || match?.[2] === 'W' ? -value : value;
}

function outlineOf(area: XmlElement): Polygon | OutlineFault {
  const merged = elementAt(area, 'abdMergedArea');
  const points = merged ? elementsNamed(merged, 'Avx') : [];
  return readPolygon([
    points.map((point) => [degrees(textAt(point, 'geoLong')), degrees(textAt(point, 'geoLat'))]),
  ]);
}

function limitOf(area: XmlElement, side: 'Upper' | 'Lower') {
  return readLimit({
    value: textAt(area, 'aseTFRArea', `valDistVer${side}`),
    unit: textAt(area, 'aseTFRArea', `uomDistVer${side}`),
    reference: textAt(area, 'aseTFRArea', `codeDistVer${side}`) === 'HEI' ? 'AGL' : 'MSL',
  });
}

function timeOf(text: string | undefined): number | undefined {
  const timeMs = Date.parse(text === undefined || /[Z+]/.test(text) ? (text ?? '') : `${text}Z`);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function activationsOf(notice: XmlElement, area: XmlElement): 'ALWAYS' | readonly ActivationSpan[] {
  const scheduled = elementsNamed(area, 'ScheduleGroup').flatMap((schedule) => {
    const fromMs = timeOf(textAt(schedule, 'dateEffective'));
    return fromMs === undefined ? [] : [{ fromMs, toMs: timeOf(textAt(schedule, 'dateExpire')) }];
  });
  if (scheduled.length > 0) {
    return scheduled;
  }
  const fromMs = timeOf(textAt(notice, 'dateEffective'));
  const toMs = timeOf(textAt(notice, 'dateExpire'));
  return fromMs === undefined && toMs === undefined ? 'ALWAYS' : [{ fromMs: fromMs ?? 0, toMs }];
}

function describe(notice: XmlElement, area: XmlElement, geometry: Polygon): DescribedAirspace {
  const facility = textAt(notice, 'NotUid', 'txtNameAcctFac') ?? 'FDC';
  const number = textAt(notice, 'NotUid', 'txtLocalName');
  const place = textAt(notice, 'AffLocGroup', 'txtNameCity');
  return {
    designator: number === undefined ? undefined : `${facility} ${number}`,
    name: textAt(area, 'aseTFRArea', 'txtName') ?? place,
    kindWord: 'TFR',
    geometry,
    floor: limitOf(area, 'Lower'),
    ceiling: limitOf(area, 'Upper'),
    groundElevationFeet: undefined,
    activations: activationsOf(notice, area),
    ruleText: undefined,
    dataMode: 'REAL',
  };
}

/** The areas of the notices of an FAA XNOTAM document. A limit coded HEI is over the ground, ALT over the sea; the merged outline of an area is used, which the FAA draws out of its arcs. */
export function readXnotamAirspace(root: XmlElement, lines: readonly number[]): readonly ReadFeature[] {
  const areas = elementsNamed(root, 'Not').flatMap((notice) =>
    elementsNamed(notice, 'TFRAreaGroup').map((area) => ({ notice, area })),
  );
  return areas.map(({ notice, area }, index) => {
    const line = lines[index];
    const outline = outlineOf(area);
    return isOutlineFault(outline)
      ? { line, found: 'FAULT', message: outline.message }
      : { line, found: 'VOLUME', airspace: describe(notice, area, outline) };
  });
}
