import { batchByKey } from '@rotunda/platform/batch-by-key';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { KitProduct, ProductStore } from './kit-product.ts';

/** Reads products, batched within one request. */
export function createProductStore(prisma: PrismaClient): ProductStore {
  const find = batchByKey<string, KitProduct>(
    (ids) => prisma.kitProduct.findMany({ where: { id: { in: [...ids] } } }),
    ({ id }) => id,
  );
  return {
    async get(id) {
      const product = await find(id);
      if (!product) throw new Error(`There is no product ${id}.`);
      return product;
    },
    findByGtin: batchByKey<string, KitProduct>(
      (gtins) => prisma.kitProduct.findMany({ where: { gtin: { in: [...gtins] } } }),
      ({ gtin }) => gtin,
    ),
  };
}
