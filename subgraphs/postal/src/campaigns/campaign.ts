type CampaignStatus = 'DRAFT' | 'SCHEDULED' | 'OPEN' | 'PAUSED' | 'CLOSED' | 'ARCHIVED';
type IntakeMode = 'OPEN' | 'WAITING_ROOM' | 'ACCEPT_AND_DEFER' | 'READ_ONLY' | 'CLOSED';
type PoBoxPolicy = 'NEVER' | 'RESIDENTIAL_ONLY' | 'ALWAYS';
type UnknownUnitPolicy = 'REFUSE' | 'TREAT_AS_BUILDING' | 'ACCEPT_AS_CLAIM';

export interface EligibilityPolicy {
  readonly residentialOnly: boolean;
  readonly poBoxes: PoBoxPolicy;
  readonly militaryAllowed: boolean;
  readonly territoriesAllowed: boolean;
  /** ISO 3166-2 codes, military `AA`, `AE`, `AP`; empty: everywhere. */
  readonly serviceArea: readonly string[];
  readonly unknownUnit: UnknownUnitPolicy;
}

interface KitProduct {
  readonly id: string;
  readonly gtin: string;
  readonly name: string;
  readonly storage: 'AMBIENT' | 'DO_NOT_FREEZE' | 'COLD_CHAIN' | null;
  readonly weightGrams: number | null;
}

export interface CampaignRound {
  readonly id: number;
  readonly ordinal: number;
  readonly opensAt: Date;
  /** Null: open until somebody sets an end. */
  readonly closesAt: Date | null;
  readonly product: KitProduct;
  readonly unitsPerParcel: number;
  readonly parcelsPerOrder: number;
  readonly ordersPerHousehold: number;
  /** No order ships before this day. */
  readonly firstShipDate: Date | null;
  readonly promiseMinDays: number;
  readonly promiseMaxDays: number;
}

export interface SupportChannel {
  readonly kind: 'VOICE' | 'TTY' | 'SMS' | 'EMAIL' | 'IN_PERSON';
  readonly value: string;
  readonly hours: string | null;
  readonly locales: readonly string[];
}

export interface Campaign {
  readonly id: string;
  readonly slug: string;
  readonly names: { readonly en: string; readonly es: string };
  readonly sponsor: { readonly id: string; readonly name: string };
  readonly status: CampaignStatus;
  readonly intakeMode: IntakeMode;
  /** Inflow of the waiting room, per process of this wing. */
  readonly admitPerSecond: number;
  /** Secret of the campaign's order numbers, 32 bytes. */
  readonly numberKey: Uint8Array;
  readonly policy: EligibilityPolicy;
  /** By ordinal. */
  readonly rounds: readonly CampaignRound[];
  readonly supportChannels: readonly SupportChannel[];
}
