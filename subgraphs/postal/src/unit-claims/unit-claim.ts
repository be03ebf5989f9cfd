/** UNIT: the unit is missing from the register. RESIDENTIAL: people live at an address that is listed as a business. */
export type ClaimKind = 'UNIT' | 'RESIDENTIAL';

export type ClaimStatus = 'PENDING' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN';

/** A claim about to be written: what a held order says of its household. */
export interface ClaimDraft {
  readonly orderNumber: number;
  readonly kind: ClaimKind;
  /** 32 hexadecimal digits. */
  readonly householdKey: string;
  /** 32 hexadecimal digits. */
  readonly buildingKey: string;
  /** In standard form; undefined where the home has none. */
  readonly unit: string | undefined;
}

/** A claim as it stands. */
export interface UnitClaim {
  readonly id: number;
  readonly orderNumber: number;
  readonly kind: ClaimKind;
  readonly status: ClaimStatus;
  readonly householdKey: string;
  readonly buildingKey: string;
  readonly unit: string | null;
  readonly claimedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly note: string | null;
  /** Other pending claims behind the same door. */
  readonly rivals: number;
}
