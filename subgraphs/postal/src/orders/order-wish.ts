import type { AddressInput } from '../addresses/standardise/standard-address.ts';
import type { UnitStatement } from '../eligibility/eligibility.ts';

type Given<Value> = Value | null | undefined;

/** An order as the caller wrote it: the input of `placeOrder`. */
export interface OrderInput {
  readonly idempotencyKey: string;
  readonly campaign: string;
  readonly addressToken?: Given<string>;
  readonly address?: Given<AddressInput>;
  readonly recipientName: string;
  readonly contact?: Given<{
    readonly email?: Given<string>;
    readonly sms?: Given<string>;
    readonly wantsUpdates?: Given<boolean>;
  }>;
  readonly locale?: Given<string>;
  readonly acceptCorrection?: Given<boolean>;
  readonly unitStatement?: Given<UnitStatement>;
  readonly queueTicket?: Given<string>;
}

/** The same once read: trimmed, in one spelling, each part possible. */
export interface OrderWish {
  readonly idempotencyKey: string;
  readonly campaign: string;
  readonly place: { readonly token: string } | { readonly address: AddressInput };
  readonly recipientName: string;
  readonly email: string | null;
  readonly sms: string | null;
  readonly wantsUpdates: boolean;
  readonly locale: string | null;
  readonly acceptCorrection: boolean;
  readonly unitStatement: UnitStatement | undefined;
  readonly queueTicket: string | undefined;
}

/** What is wrong with an input: the text that says it, and where. */
export interface InputFault {
  readonly text:
    | 'input.KEY'
    | 'input.CAMPAIGN'
    | 'input.ADDRESS'
    | 'input.TOKEN'
    | 'input.NAME'
    | 'input.EMAIL'
    | 'input.SMS'
    | 'input.OVERRIDE'
    | 'input.LIST'
    | 'input.ROWS'
    | 'input.CHANNEL'
    | 'input.AGENT'
    | 'input.REFERENCE'
    | 'input.INFLOW';
  readonly path: readonly string[];
}
