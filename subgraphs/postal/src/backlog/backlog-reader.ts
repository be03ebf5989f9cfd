import type { Clock } from '@rotunda/platform/clock';
import type { BacklogReading, BacklogRows } from './backlog.ts';

export interface BacklogReader {
  /** What waits, as it was read last. Asks for a new reading where that is old, and waits for it only where there is none of the last minute. */
  current(): Promise<BacklogReading>;
  /** What waits, read now. Those who ask at the same time share one reading. */
  refresh(): Promise<BacklogReading>;
}

const usualAgeMs = 5_000;
const longestAgeMs = 60_000;
/** A reading may take a twentieth of the time at most, however much waits. */
const restPerReading = 19;

/** Reads what waits for all who ask. Nothing is read while nobody asks. */
export function createBacklogReader(
  read: (now: Date) => Promise<BacklogRows>,
  clock: Clock,
  reportFault: (cause: unknown) => void,
): BacklogReader {
  let latest: BacklogReading | undefined;
  let reading: Promise<BacklogReading> | undefined;
  let tookMs = 0;

  async function readAll(): Promise<BacklogReading> {
    const startedAt = performance.now();
    const at = clock.now();
    latest = readingOf(at, await read(at));
    tookMs = performance.now() - startedAt;
    return latest;
  }

  const refresh = () => (reading ??= readAll().finally(() => (reading = undefined)));

  return {
    refresh,
    async current() {
      const ageMs = latest ? clock.now().getTime() - latest.at.getTime() : Infinity;
      if (!latest || ageMs > longestAgeMs) return refresh();
      if (ageMs > Math.max(usualAgeMs, restPerReading * tookMs)) refresh().catch(reportFault);
      return latest;
    },
  };
}

function readingOf(at: Date, { sites, waiting, kits, services }: BacklogRows): BacklogReading {
  const waitingAt = groupBySite(waiting);
  const kitsAt = groupBySite(kits);
  const bySite = sites.map((site) => {
    const { siteCode } = site;
    return [
      siteCode,
      { site, waiting: waitingAt.get(siteCode) ?? [], kits: kitsAt.get(siteCode) ?? [] },
    ] as const;
  });
  const siteOfZip3 = services.map(({ zip3, siteCode }) => [zip3, siteCode] as const);
  return { at, bySite: new Map(bySite), siteOfZip3: new Map(siteOfZip3) };
}

function groupBySite<Row extends { readonly siteCode: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.siteCode);
    if (group) group.push(row);
    else groups.set(row.siteCode, [row]);
  }
  return groups;
}
