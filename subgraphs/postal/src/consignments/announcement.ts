/** What is to be sent, once read: lots by the place of their line in the input. */
export interface Announcement {
  readonly fromCode: string;
  readonly toCode: string;
  readonly isFromOutside: boolean;
  readonly expectedAt: Date;
  readonly lines: readonly AnnouncedLine[];
  readonly units: readonly AnnouncedUnit[];
  readonly planId?: bigint | undefined;
}

export interface AnnouncedLine {
  readonly productId: string;
  readonly lot: string;
  /** `YYYY-MM-DD`. */
  readonly expiresOn: string;
  readonly quantity: number;
}

export interface AnnouncedUnit {
  readonly sscc: string;
  readonly kind: 'PALLET' | 'CASE';
  readonly parent: string | null;
  /** Which line it belongs to. */
  readonly line: number;
  readonly quantity: number;
}
