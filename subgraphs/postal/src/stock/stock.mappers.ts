import type { Page } from '@rotunda/platform/page-by-cursor';
import type { RecordedMovement } from './stock-reads.ts';
import type { LotRecall, StockLevel, StockLot } from './stock-lot.ts';
import type { StockConflict } from './stock-problems.ts';

export type StockLevelMapper = StockLevel;
export type LotRecallMapper = LotRecall;
export type StockLotMapper = StockLot;
export type StockMovementMapper = RecordedMovement;
export type StockMovementConnectionMapper = Page<RecordedMovement>;
export type StockConflictMapper = StockConflict;
