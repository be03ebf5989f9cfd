import { pageByCursor } from '@rotunda/platform/page-by-cursor';
import { findZip } from '../../addresses/zip-directory.ts';
import type {
  MutationResolvers,
  ParcelResolvers,
  TrackingEventResolvers,
} from '../../generated/resolvers-types.ts';
import { spokenLanguage } from '../../messages/spoken-language.ts';
import { sayStockFault } from '../../stock/stock-problems.ts';
import { timeAtFacility } from '../facility-time.ts';
import { ingestTracking } from '../ingest-tracking.ts';
import { findScanCode } from '../scan-codes.ts';

export const ingestTrackingEvents: MutationResolvers['ingestTrackingEvents'] = async (
  _root,
  { input },
  { facts, network },
) => {
  const ingested = await ingestTracking(input, network);
  if (!('kind' in ingested)) return { ...ingested, unknown: [...ingested.unknown], userErrors: [] };
  const problem = sayStockFault(ingested, spokenLanguage(null, facts.languages));
  return { accepted: 0, duplicates: 0, unknown: [], userErrors: [problem] };
};

export const events: ParcelResolvers['events'] = ({ trackingNumber }, page, { network }) =>
  pageByCursor(
    page,
    { maximum: 200, usual: 50 },
    (after, limit) => network.tracking.listEvents(trackingNumber, after, limit),
    ({ at, code, zip }) => [at.toISOString(), code, zip],
  );

export const TrackingEvent: TrackingEventResolvers = {
  id: ({ trackingNumber, at, code, zip }) =>
    `scan-${trackingNumber}-${at.getTime()}-${code}${zip && `-${zip}`}`,
  status: ({ code }) => findScanCode(code)?.status ?? null,
  localTime: ({ at, zip }) => timeAtFacility(at, zip) ?? null,
  facilityZip: ({ zip }) => zip || null,
  city: ({ zip }) => findZip(zip)?.city ?? null,
  state: ({ zip }) => findZip(zip)?.state ?? null,
  text: ({ code }, { locale }, { facts }) =>
    findScanCode(code)?.[spokenLanguage(locale, facts.languages)] ?? `${code}.`,
};
