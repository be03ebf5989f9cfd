import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isXmlFault, parseXml } from '../../feeds/xml-tree.ts';
import type { ReadFile } from './described-airspace.ts';
import { findElementLines } from './find-feature-lines.ts';
import { readAixmAirspace } from './read-aixm-airspace.ts';
import { readGeojsonAirspace } from './read-geojson-airspace.ts';
import { readKmlAirspace } from './read-kml-airspace.ts';
import { readXnotamAirspace } from './read-xnotam-airspace.ts';

const unzip = promisify(gunzip);

function readXml(text: string): ReadFile {
  const root = parseXml(text);
  if (isXmlFault(root)) {
    return { message: root.fault, line: root.line };
  }
  switch (root.name) {
    case 'XNOTAM-Update':
      return readXnotamAirspace(root, findElementLines(text, 'TFRAreaGroup'));
    case 'kml':
      return readKmlAirspace(root, findElementLines(text, 'Placemark'));
    case 'AIXMBasicMessage':
      return readAixmAirspace(root, findElementLines(text, 'Airspace'));
    default:
      return { message: 'The document is not FAA XNOTAM, KML or AIXM 5.1.', line: 1 };
  }
}

/** The volumes that a text describes, by what the text is: GeoJSON, or FAA XNOTAM, KML and AIXM 5.1 in XML. */
export function readAirspaceText(text: string): ReadFile {
  const start = text.trimStart()[0];
  if (start === '<') {
    return readXml(text.trimStart());
  }
  return start === '{'
    ? readGeojsonAirspace(text)
    : { message: 'The file is neither GeoJSON nor XML.', line: undefined };
}

/** The text of a file, unzipped where it is gzip, whatever its name says. */
export async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (zipped ? await unzip(bytes) : bytes).toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
