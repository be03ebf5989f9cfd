import type { RegistrySource } from './address-check.ts';

export type SourceOf = (sourceId: number) => RegistrySource;

/** The datasets that a register was loaded from, by the ids in its rows. They are few, and every row names one. */
export interface SourceDirectory {
  /** What the sources of these rows are called; reads them where one is not known yet. */
  covering(rows: readonly SourcedRow[]): Promise<SourceOf>;
}

interface SourcedRow {
  readonly pointSource: number | null;
  readonly buildingSource: number | null;
}

interface SourceRow extends RegistrySource {
  readonly id: number;
}

/** What another process changed in a name is told after this long. */
const maximumAgeMs = 60_000;

/** Keeps the sources in memory for a minute. */
export function rememberSources(readAll: () => Promise<readonly SourceRow[]>): SourceDirectory {
  let byId: ReadonlyMap<number, RegistrySource> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;

  const sourceOf: SourceOf = (id) => {
    const source = byId.get(id);
    if (!source) throw new Error(`The register names a source ${id} that it does not have.`);
    return source;
  };
  const isKnown = (id: number | null) => id === null || byId.has(id);

  return {
    async covering(rows) {
      const isFresh = performance.now() - readAt < maximumAgeMs;
      if (!isFresh || !rows.every((row) => isKnown(row.pointSource) && isKnown(row.buildingSource))) {
        const sources = await readAll();
        byId = new Map(
          sources.map(({ id, dataset, version, licence }) => [id, { dataset, version, licence }]),
        );
        readAt = performance.now();
      }
      return sourceOf;
    },
  };
}
