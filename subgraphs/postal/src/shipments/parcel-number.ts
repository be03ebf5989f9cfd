import { modTenCheckDigit } from '../stock/mod-ten.ts';
import type { MailClass } from './parcel.ts';

/** Who mails, and the codes that name what is mailed. */
export interface Mailer {
  /** Six digits, given by the carrier. */
  readonly mailerId: string;
  /** Three digits each: the table is the carrier's, licensed (USPS Publication 199, appendix). */
  readonly serviceTypeCodes: Readonly<Record<MailClass | 'MANIFEST', string>>;
}

/** Plainly invented: no mailer id begins with 0, and the codes are no carrier's. */
export const demonstrationMailer: Mailer = {
  mailerId: '000000',
  serviceTypeCodes: {
    GROUND_ADVANTAGE: '991',
    FIRST_CLASS_PACKAGE: '992',
    PRIORITY_MAIL: '993',
    MANIFEST: '990',
  },
};

/**
 * The 22 digits of an Intelligent Mail package number for a mailer with six digits: 93, service type, mailer, a serial under 10^10, check
 * digit. Source: USPS Publication 199.
 */
export function parcelNumberOf(serial: bigint, service: MailClass | 'MANIFEST', mailer: Mailer): string {
  const digits = `93${mailer.serviceTypeCodes[service]}${mailer.mailerId}${String(serial).padStart(10, '0')}`;
  return digits + modTenCheckDigit(digits);
}

/** What the barcode of a parcel holds, as a GS1 element string: the ZIP it goes to, then its number. */
export function barcodeTextOf({
  trackingNumber,
  zip,
}: {
  readonly trackingNumber: string;
  readonly zip: string;
}): string {
  return `(420)${zip}(${trackingNumber.slice(0, 2)})${trackingNumber.slice(2)}`;
}
