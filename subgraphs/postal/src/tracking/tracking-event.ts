/** A scan of a parcel by its carrier. */
export interface TrackingEvent {
  readonly trackingNumber: string;
  /** Two characters, as the carrier writes them. */
  readonly code: string;
  readonly at: Date;
  /** Of the place that scanned; empty where the carrier does not say. */
  readonly zip: string;
  readonly receivedAt: Date;
}

/** A scan as it is to be stored, with where it came from. */
export interface ReportedEvent extends Omit<TrackingEvent, 'receivedAt'> {
  readonly eventId: string;
}

export interface Ingested {
  readonly accepted: number;
  readonly duplicates: number;
  readonly unknown: readonly string[];
}

export interface TrackingStore {
  /** Stores scans and moves parcels and orders on, all or nothing. */
  ingest(source: string, events: readonly ReportedEvent[], receivedAt: Date): Promise<Ingested>;
  /** Scans of a parcel in the order in which they were made, those after a key of time, code and ZIP only. */
  listEvents(
    trackingNumber: string,
    after: readonly string[] | undefined,
    limit: number,
  ): Promise<readonly TrackingEvent[]>;
}
