import type { DataMode, FeedFormat, SensorReport } from './sensor-report.ts';

export type FeedRejectReason =
  | 'SYNTAX'
  | 'CHECKSUM'
  | 'OUT_OF_RANGE'
  | 'UNKNOWN_TYPE'
  | 'TOO_LARGE'
  | 'TOO_OLD'
  | 'FUTURE'
  | 'DUPLICATE'
  | 'MARKING'
  | 'SCHEMA';

/** A record that was not understood: counted, never thrown. */
export interface FeedReject {
  readonly reason: FeedRejectReason;
  /** What was wrong, without the values of the record. */
  readonly detail: string;
  /** At most 120 characters of the record as sent. */
  readonly excerpt: string | undefined;
  /** Where the record starts in its message: characters of text, bytes of a binary message; the index of an element in a JSON array. */
  readonly offset: number;
}

export interface DecodedMessage {
  readonly reports: readonly SensorReport[];
  readonly rejects: readonly FeedReject[];
}

/** Decodes one feed's messages in order. It may remember what earlier messages said (SBS and Mode S spread one aircraft over many), does no input or output, and never throws whatever the message is. */
export interface FeedDecoder {
  readonly format: FeedFormat;
  /** A message is what the sensor sends at once: a line or a block of whole lines, a JSON file, a binary buffer (or its base64 as text). */
  decode(message: string | Uint8Array, receivedAtMs: number): DecodedMessage;
}

export interface DecoderOptions {
  readonly feedId: string;
  readonly dataMode: DataMode;
  /** IANA name of the receiver's time zone, for formats that send local times without one (SBS). */
  readonly timeZone?: string | undefined;
  /** Where the zone has no name: minutes that the receiver's local time is ahead of UTC. */
  readonly utcOffsetMinutes?: number | undefined;
  /** Where the receiver stands, which Mode S surface positions need. */
  readonly receiver?: { readonly longitude: number; readonly latitude: number } | undefined;
  /** Records further in the future of their receipt than this are refused as FUTURE; a minute where unset. */
  readonly maximumFutureMs?: number | undefined;
  /** Records older than this at receipt are refused as TOO_OLD; no limit where unset. */
  readonly maximumAgeMs?: number | undefined;
}
