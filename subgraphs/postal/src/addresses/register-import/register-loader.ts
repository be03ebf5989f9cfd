import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { RegistrySource } from '../address-check.ts';
import { mergeBuildings, mergePoints, mergeSources, mergeStreets, stageTables } from './register-merge.ts';
import type { StagedAddress } from './stage-address.ts';

export interface RegisterLoader {
  /** Sends one household towards the register; waits while the database is behind. */
  add(address: StagedAddress, source: RegistrySource): Promise<void>;
  /** Makes the register hold what was sent and says how many households were new or different. */
  merge(): Promise<number>;
  /** Leaves the register as it was. */
  discard(): Promise<void>;
}

const chunkLength = 1 << 16;

/** Loads households through a stage by COPY, inside the caller's transaction. The first of two equal keys counts. */
export async function createRegisterLoader(client: pg.ClientBase): Promise<RegisterLoader> {
  await client.query(stageTables);
  const stream = client.query(copyFrom('COPY staged_address FROM STDIN'));
  const done = finished(stream);
  // Awaited below; without this a failure during a pause for `drain` would count as unhandled.
  done.catch(() => undefined);
  const sources: RegistrySource[] = [];
  let chunk = '';
  let position = 0;

  async function endCopy(): Promise<void> {
    stream.end(chunk);
    await done;
  }

  return {
    async add(address, source) {
      chunk += copyLine(address, positionIn(sources, source), (position += 1));
      if (chunk.length < chunkLength) return;
      const fits = stream.write(chunk);
      chunk = '';
      if (!fits) await Promise.race([once(stream, 'drain'), done]);
    },
    async merge() {
      await endCopy();
      await client.query(mergeSources, [
        sources.map(({ dataset }) => dataset),
        sources.map(({ version }) => version),
        sources.map(({ licence }) => licence),
      ]);
      return mergeStage(client);
    },
    discard: endCopy,
  };
}

/** Sources are few; the same object comes again and again. */
function positionIn(sources: RegistrySource[], source: RegistrySource): number {
  const known = sources.indexOf(source);
  return known >= 0 ? known : sources.push(source) - 1;
}

async function mergeStage(client: pg.ClientBase): Promise<number> {
  await client.query('ANALYZE staged_address');
  const { rowCount } = await client.query(mergePoints);
  await client.query(mergeBuildings);
  await client.query(mergeStreets);
  await client.query('ANALYZE delivery_point, building, street');
  return rowCount ?? 0;
}

function copyLine(address: StagedAddress, source: number, position: number): string {
  const values = [
    position,
    address.householdKey,
    address.buildingKey,
    address.deliveryLine,
    address.unit,
    address.primaryNumber,
    address.numberValue,
    address.street,
    address.urbanization,
    address.city,
    address.state,
    address.zip,
    address.latitude,
    address.longitude,
    address.countyFips,
    address.residential,
    source,
  ];
  // Standard addresses hold letters, digits and blanks only, so nothing needs escaping.
  return `${values.map((value) => value ?? '\\N').join('\t')}\n`;
}
