import type { LotName, LotRecall, StockLevel, StockLot } from './stock-lot.ts';
import type { StockMovementType } from './stock-movement.ts';

export interface LotLevel extends Omit<StockLevel, 'lot' | 'daysOfCover'> {
  readonly lot: StockLot;
  /** Kits of the product promised a day, over the last seven. */
  readonly promisedADay: number;
}

export interface RecordedMovement {
  readonly id: bigint;
  readonly type: StockMovementType;
  readonly quantity: number;
  readonly at: Date;
  readonly siteCode: string;
  readonly lot: string;
  readonly cause: string;
  readonly note: string | null;
}

export interface StockLevelStore {
  /** What a site has, lot by lot, by product and last day; sites asked for in one tick share one query. At most 500 lots a site. */
  listLots(siteCode: string): Promise<readonly LotLevel[]>;
  /** What a site has of one lot at this moment. */
  findLevel(siteCode: string, lotId: number): Promise<LotLevel | undefined>;
  /** A lot that something refers to; a missing one is a fault. Lots asked for in one tick share one query. */
  getLot(id: number): Promise<StockLot>;
  findLotNamed(name: LotName): Promise<StockLot | undefined>;
  /** Recalls of a lot, newest first, at most 10; lots asked for in one tick share one query. */
  listRecalls(lotId: number): Promise<readonly LotRecall[]>;
  /** Lines of a site's ledger, newest first, those before `beforeId` only. */
  listMovements(
    siteCode: string,
    beforeId: bigint | undefined,
    limit: number,
  ): Promise<readonly RecordedMovement[]>;
}
