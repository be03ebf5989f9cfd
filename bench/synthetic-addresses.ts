import { writeFile } from 'node:fs/promises';
import type { ImportProgress } from '@rotunda/platform/import-report';

const numbersPerStreet = 5_000;

/** The nth household of a street plan that exists nowhere, in a ZIP that does. */
export function syntheticAddress(index: number): {
  readonly line1: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
} {
  const number = (index % numbersPerStreet) + 1;
  const street = `Measured ${Math.floor(index / numbersPerStreet) + 1} Street NE`;
  return { line1: `${number} ${street}`, city: 'Washington', state: 'DC', zip: '20002' };
}

/** Those households as a file in the form of OpenAddresses, to be loaded by the importer. */
export async function writeSyntheticAddresses(file: string, count: number): Promise<void> {
  const lines = ['LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH'];
  for (let index = 0; index < count; index += 1) {
    const { line1, city, state, zip } = syntheticAddress(index);
    const [, number = '', street = ''] = /^(\d+) (.*)$/.exec(line1) ?? [];
    lines.push(`-76.985,38.905,${number},${street},,${city},,${state},${zip},synthetic-${index},`);
  }
  await writeFile(file, `${lines.join('\n')}\n`);
}

export const noProgress: ImportProgress = { expect() {}, advance() {} };
