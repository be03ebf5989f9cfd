export type EventKind =
  'ORDER_PLACED' | 'ORDER_STATUS_CHANGED' | 'ORDER_ALLOCATED' | 'CONSIGNMENT_RECEIVED' | 'LOT_RECALLED';

interface EventOfOrder {
  /** 40 bits: proof of the order to whoever also knows its ZIP, so it is told to nobody. */
  readonly orderNumber: number;
  readonly campaignId: string;
  readonly roundOrdinal: number;
  readonly channel: string;
  readonly zip3: string;
  readonly countyFips: string | null;
}

export interface MovedKits {
  readonly siteCode: string;
  readonly lot: string;
  readonly gtin: string;
  readonly quantity: number;
}

/** Where the facts of an event stand. */
export interface EventRow {
  readonly position: bigint;
  readonly kind: EventKind;
  readonly at: Date;
  readonly partitionKey: string;
  readonly orderNumber: bigint | null;
  readonly orderEventId: bigint | null;
  readonly movedIn: bigint | null;
  readonly cause: string | null;
  readonly lotId: number | null;
}

/** What an event says, by its kind. */
export type EventFacts =
  | ({ readonly kind: 'ORDER_PLACED' } & EventOfOrder)
  | ({
      readonly kind: 'ORDER_STATUS_CHANGED';
      readonly from: string | null;
      readonly to: string;
      /** A closed code; null where the change explains itself. */
      readonly reason: string | null;
    } & EventOfOrder)
  | ({
      readonly kind: 'ORDER_ALLOCATED';
      /** Set aside for it, all at one site. */
      readonly kits: readonly MovedKits[];
    } & EventOfOrder)
  | {
      readonly kind: 'CONSIGNMENT_RECEIVED';
      readonly consignment: string;
      readonly kits: readonly MovedKits[];
    }
  | {
      readonly kind: 'LOT_RECALLED';
      readonly recall: string;
      readonly lot: string;
      readonly gtin: string;
      /** Held back at sites; none where every kit had left. */
      readonly kits: readonly MovedKits[];
      /** With households or on their way to them; null where nobody counted. */
      readonly sentParcels: number | null;
    };

/** Something that happened, at its place in the order in which it is told. */
export interface OutboxEvent {
  /** Grows by what is told later; has gaps. The same event keeps it for ever. */
  readonly position: bigint;
  readonly at: Date;
  /** UUID. Events of one partition are told one after the other. */
  readonly partitionKey: string;
  readonly facts: EventFacts;
}

export interface OutboxPage {
  readonly events: readonly OutboxEvent[];
  /** Whoever knows the events of the page has seen all of its kinds up to here. */
  readonly readTo: bigint;
}

export interface Outbox {
  /** The first events of these kinds after a position, in their order. */
  readAfter(position: bigint, kinds: readonly EventKind[], limit: number): Promise<OutboxPage>;
  /** The events of these positions that are still kept, in their order. */
  read(positions: readonly bigint[]): Promise<readonly OutboxEvent[]>;
  /** Position of the newest event; 0 where there is none. */
  newest(): Promise<bigint>;
  /** Position of the oldest event that is kept; 0 where there is none. */
  oldest(): Promise<bigint>;
}
