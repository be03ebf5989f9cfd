import type { LotLevel } from './stock-reads.ts';
import type { StockLevel } from './stock-lot.ts';

/** What a site has of each lot, as people read it. */
export function levelsByLot(lots: readonly LotLevel[]): readonly StockLevel[] {
  return lots.map(({ promisedADay, ...level }) => withCover(level, promisedADay));
}

/** What a site has of each product, all lots together, in the order of the products. */
export function levelsByProduct(lots: readonly LotLevel[]): readonly StockLevel[] {
  const products = [...new Set(lots.map(({ productId }) => productId))];
  return products.map((productId) => {
    const own = lots.filter((lot) => lot.productId === productId);
    const sum = (valueOf: (lot: LotLevel) => number) => own.reduce((total, lot) => total + valueOf(lot), 0);
    const level = {
      siteCode: own[0]?.siteCode ?? '',
      productId,
      lot: null,
      onHand: sum(({ onHand }) => onHand),
      allocated: sum(({ allocated }) => allocated),
      inTransit: sum(({ inTransit }) => inTransit),
      quarantined: sum(({ quarantined }) => quarantined),
      availableToPromise: sum(({ availableToPromise }) => availableToPromise),
    };
    return withCover(level, own[0]?.promisedADay ?? 0);
  });
}

function withCover(level: Omit<StockLevel, 'daysOfCover'>, promisedADay: number): StockLevel {
  const days = promisedADay > 0 ? level.availableToPromise / promisedADay : null;
  return { ...level, daysOfCover: days === null ? null : Math.round(days * 10) / 10 };
}
