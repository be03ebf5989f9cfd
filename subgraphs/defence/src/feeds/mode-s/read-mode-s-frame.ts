import { bareReport, identifiersOf, scoreOnly } from '../bare-report.ts';
import { emergencyOf } from '../emergency-word.ts';
import type { DecoderOptions, FeedRejectReason } from '../feed-decoder.ts';
import { reportId } from '../report-fingerprint.ts';
import type { SensorReport, SensorReportKind } from '../sensor-report.ts';
import type { AircraftMemory } from './aircraft-memory.ts';
import { addressText, bitsOf, parityRemainder } from './frame-bits.ts';
import { readSquitter, type Squitter } from './read-squitter.ts';
import { altitudeFeetOf, beaconCodeOf } from './surveillance-codes.ts';

export interface FrameFault {
  readonly reason: FeedRejectReason;
  readonly detail: string;
}

export interface FrameTime {
  readonly atMs: number;
  readonly receivedAtMs: number;
}

interface Sender {
  readonly address: number;
  /** Given by ICAO, and not by a ground station or by chance. */
  readonly isIcao: boolean;
  readonly kind: SensorReportKind;
}

const parityFault: FrameFault = { reason: 'CHECKSUM', detail: 'The parity of the frame is wrong.' };
const strangerFault: FrameFault = {
  reason: 'CHECKSUM',
  detail: 'The parity of the frame gives an address that has not been heard.',
};
// An interrogator's code may stand in the last seven bits of an all-call reply's parity.
const interrogatorCodes = 0x7f;
const shortFormats = [0, 4, 5, 11];
const longFormats = [16, 17, 18, 20, 21];
const frameBytes: ReadonlyMap<number, number> = new Map([
  ...shortFormats.map((format) => [format, 7] as const),
  ...longFormats.map((format) => [format, 14] as const),
]);
const adsBScore = 0.8;
const tisBScore = 0.5;
const modeSScore = 0.4;

function squitterSender(frame: Uint8Array, downlink: number): Sender | FrameFault {
  const address = bitsOf(frame, 9, 24);
  const control = bitsOf(frame, 6, 3);
  if (downlink === 17) {
    return { address, isIcao: true, kind: 'ADS_B' };
  }
  if (control === 3 || control === 4 || control === 7) {
    return { reason: 'UNKNOWN_TYPE', detail: 'The frame is traffic information of a kind that is not read.' };
  }
  const isIcao = control !== 1 && control !== 5;
  return { address, isIcao, kind: control === 2 || control === 5 ? 'TIS_B' : 'ADS_B' };
}

function senderOf(frame: Uint8Array, downlink: number, memory: AircraftMemory): Sender | FrameFault {
  const remainder = parityRemainder(frame);
  if (downlink === 17 || downlink === 18) {
    return remainder === 0 ? squitterSender(frame, downlink) : parityFault;
  }
  if (downlink === 11) {
    const address = bitsOf(frame, 9, 24);
    const isGood = remainder === 0 || (remainder <= interrogatorCodes && memory.knows(address));
    return isGood ? { address, isIcao: true, kind: 'MODE_S' } : parityFault;
  }
  return memory.knows(remainder) ? { address: remainder, isIcao: true, kind: 'MODE_S' } : strangerFault;
}

function readReply(frame: Uint8Array, downlink: number): Squitter {
  const code = bitsOf(frame, 20, 13);
  if (downlink === 11) {
    const capability = bitsOf(frame, 6, 3);
    return { onGround: capability === 4 ? true : capability === 5 ? false : undefined };
  }
  if (downlink === 5 || downlink === 21) {
    const beaconCode = beaconCodeOf(code);
    return { beaconCode, emergency: emergencyOf(beaconCode, undefined) };
  }
  const feet = altitudeFeetOf(code);
  return { altitude: feet === undefined ? undefined : { feet, reference: 'PRESSURE_1013' } };
}

/** One Mode S frame as a report, with what the memory knows of its sender. Replies are taken only from addresses that a squitter or an all-call reply has told before, since their parity proves nothing else. Refuses wrong parity, wrong length and kinds of frame that sight nothing. Source: ICAO Annex 10, volume IV, 3.1.2. */
export function readModeSFrame(
  frame: Uint8Array,
  time: FrameTime,
  { memory, options }: { readonly memory: AircraftMemory; readonly options: DecoderOptions },
): SensorReport | FrameFault {
  const downlink = bitsOf(frame, 1, 5);
  const length = frameBytes.get(downlink);
  if (length === undefined) {
    return { reason: 'UNKNOWN_TYPE', detail: 'The downlink format is not read.' };
  }
  if (length !== frame.length) {
    return { reason: 'SYNTAX', detail: 'The frame has not the length of its downlink format.' };
  }
  const sender = senderOf(frame, downlink, memory);
  if ('reason' in sender) {
    return sender;
  }
  const { address, isIcao, kind } = sender;
  memory.hear(address);
  const isSquitter = downlink === 17 || downlink === 18;
  const said = isSquitter
    ? readSquitter(frame, address, { atMs: time.atMs, memory })
    : readReply(frame, downlink);
  const { callsign, beaconCode, radiusOfContainmentM, ...motion } = said;
  const subject = `${isIcao ? '' : '~'}${addressText(address)}`;
  const score = kind === 'ADS_B' ? adsBScore : kind === 'TIS_B' ? tisBScore : modeSScore;
  return bareReport({
    id: reportId(
      options.feedId,
      subject,
      Math.round(time.atMs),
      bitsOf(frame, frame.length * 8 - 30, 31) >>> 0,
    ),
    feedId: options.feedId,
    format: 'BEAST',
    kind,
    observedAtMs: Math.round(time.atMs),
    receivedAtMs: time.receivedAtMs,
    identifiers: identifiersOf({ aircraftAddress: subject, callsign, beaconCode }),
    ...motion,
    quality: { ...scoreOnly(score), radiusOfContainmentM },
    dataMode: options.dataMode,
  });
}
