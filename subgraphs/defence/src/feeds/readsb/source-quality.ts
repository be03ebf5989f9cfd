import { type JsonObject, numberOf, textOf } from '../json-fields.ts';
import type { ReportQuality, SensorReportKind } from '../sensor-report.ts';

interface Source {
  readonly kind: SensorReportKind;
  /** Worth of the source before its integrity words are read. */
  readonly prior: number;
}

// In readsb's own order of preference (README-json.md, "type").
const sources: ReadonlyMap<string, Source> = new Map([
  ['adsb_icao', { kind: 'ADS_B', prior: 1 }],
  ['adsb_icao_nt', { kind: 'ADS_B', prior: 0.95 }],
  ['adsr_icao', { kind: 'ADS_B', prior: 0.9 }],
  ['tisb_icao', { kind: 'TIS_B', prior: 0.6 }],
  ['adsc', { kind: 'SYSTEM_TRACK', prior: 0.5 }],
  ['mlat', { kind: 'MLAT', prior: 0.6 }],
  ['other', { kind: 'MODE_S', prior: 0.3 }],
  ['mode_s', { kind: 'MODE_S', prior: 0.4 }],
  ['adsb_other', { kind: 'ADS_B', prior: 0.7 }],
  ['adsr_other', { kind: 'ADS_B', prior: 0.7 }],
  ['tisb_other', { kind: 'TIS_B', prior: 0.5 }],
  ['tisb_trackfile', { kind: 'TIS_B', prior: 0.4 }],
]);

const modeS: Source = { kind: 'MODE_S', prior: 0.4 };
const adsB: Source = { kind: 'ADS_B', prior: 1 };
const mlat: Source = { kind: 'MLAT', prior: 0.6 };
const tisB: Source = { kind: 'TIS_B', prior: 0.5 };

function listsLatitude(value: unknown): boolean {
  return Array.isArray(value) && value.includes('lat');
}

/** What sensed a readsb aircraft: by its `type`, or, in files of dump1090 that lack it, by the lists `mlat` and `tisb`, which name the fields that came that way. */
export function sourceOf(entry: JsonObject): Source {
  const stated = sources.get(textOf(entry, 'type') ?? '');
  if (stated !== undefined) {
    return stated;
  }
  if (listsLatitude(entry['mlat'])) {
    return mlat;
  }
  if (listsLatitude(entry['tisb'])) {
    return tisB;
  }
  const speaksAdsB =
    entry['lat'] !== undefined || entry['nic'] !== undefined || entry['version'] !== undefined;
  return speaksAdsB ? adsB : modeS;
}

/** The quality words of a readsb aircraft, and its score: the source's worth, halved at integrity category 0 and whole from 8 on. */
export function qualityOf(entry: JsonObject, source: Source): ReportQuality {
  const nic = numberOf(entry, 'nic');
  const integrity = nic === undefined ? 0.8 : 0.5 + Math.min(Math.max(nic, 0), 8) / 16;
  return {
    score: source.prior * integrity,
    nic,
    nacp: numberOf(entry, 'nac_p'),
    sil: numberOf(entry, 'sil'),
    radiusOfContainmentM: numberOf(entry, 'rc'),
    note: undefined,
  };
}
