import type { Page } from '@rotunda/platform/page-by-cursor';
import type { BatchStateConflict } from '../stock/stock-problems.ts';
import type { Parcel } from './parcel.ts';
import type { ShipmentBatch } from './shipment-batch.ts';

export type ParcelMapper = Parcel;
export type ParcelConnectionMapper = Page<Parcel>;
export type ShipmentBatchMapper = ShipmentBatch;
export type ShipmentBatchConnectionMapper = Page<ShipmentBatch>;
export type ManifestMapper = ShipmentBatch;
export type BatchStateConflictMapper = BatchStateConflict;
