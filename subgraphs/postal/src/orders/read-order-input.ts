import type { InputFault, OrderInput, OrderWish } from './order-wish.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const emailAddress = /^[^\s@<>"]{1,64}@(?=.{1,190}$)[^\s@.<>"]+(\.[^\s@.<>"]+)+$/;
const mobileNumber = /^\+[1-9]\d{7,14}$/;
/** Also the signs that turn the direction of what follows: on a label they would turn the address. */
const control = /\p{Cc}|\p{Co}|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/u;

/** The input as a wish, or every fault in it at once. Asks nobody: a pure reading. */
export function readOrderInput(
  input: OrderInput,
): { readonly wish: OrderWish } | { readonly faults: readonly InputFault[] } {
  const idempotencyKey = input.idempotencyKey.toLowerCase();
  const recipientName = input.recipientName.slice(0, 500).trim().replace(/\s+/gu, ' ');
  const email = blankToNull(input.contact?.email);
  const sms = readMobileNumber(blankToNull(input.contact?.sms));
  const place = readPlace(input);

  const faults: InputFault[] = [];
  if (!uuid.test(idempotencyKey)) faults.push({ text: 'input.KEY', path: ['idempotencyKey'] });
  if (!place) faults.push({ text: 'input.ADDRESS', path: ['address'] });
  if (!recipientName || recipientName.length > 80 || control.test(recipientName))
    faults.push({ text: 'input.NAME', path: ['recipientName'] });
  if (email && !emailAddress.test(email)) faults.push({ text: 'input.EMAIL', path: ['contact', 'email'] });
  if (sms && !mobileNumber.test(sms)) faults.push({ text: 'input.SMS', path: ['contact', 'sms'] });
  if (faults.length || !place) return { faults };

  return {
    wish: {
      idempotencyKey,
      place,
      recipientName,
      email,
      sms,
      campaign: input.campaign,
      wantsUpdates: input.contact?.wantsUpdates ?? true,
      locale: input.locale ?? null,
      acceptCorrection: input.acceptCorrection ?? true,
      unitStatement: input.unitStatement ?? undefined,
      queueTicket: input.queueTicket ?? undefined,
    },
  };
}

function readPlace({ addressToken, address }: OrderInput): OrderWish['place'] | undefined {
  if (addressToken && !address) return { token: addressToken };
  if (address && !addressToken) return { address };
  return undefined;
}

/** Brackets, dots, blanks and hyphens drop out; ten digits without a country code are a number of the United States. */
function readMobileNumber(text: string | null): string | null {
  const digits = text?.slice(0, 40).replace(/[\s().-]/g, '') ?? null;
  return digits && /^[2-9]\d{9}$/.test(digits) ? `+1${digits}` : digits;
}

function blankToNull(text: string | null | undefined): string | null {
  return text?.trim() || null;
}
