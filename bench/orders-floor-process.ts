import { randomBytes, randomUUID } from 'node:crypto';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPool } from '@rotunda/platform/open-database';

/** The same commits as the house makes, two at a time, of whatever has come meanwhile. */
const rowsPerCommit = 500;
const commitsAtOnce = 2;

interface Waiting {
  readonly input: {
    readonly idempotencyKey: string;
    readonly recipientName: string;
    readonly address: {
      readonly line1: string;
      readonly city: string;
      readonly state: string;
      readonly zip: string;
    };
  };
  readonly response: ServerResponse;
}

const pool = openPool(process.argv[2] ?? '');
const waiting: Waiting[] = [];
let underWay = 0;

const insert = `
  INSERT INTO relief_order (
    placed_at, number, household_key, idempotency_key, input_hash, round_id, ordinal, status, channel, wants_updates,
    zip, county_fips, delivery_line, last_line, recipient_name)
  SELECT now(), number, household, key, key, 1, 1, 'CONFIRMED', 'WEB', true, zip, '11001', line, last_line, name
  FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS row (number, household, key, zip, line, last_line, name)
  ON CONFLICT DO NOTHING RETURNING number`;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      waiting.push({ input: JSON.parse(Buffer.concat(chunks).toString()).variables.input, response });
      setImmediate(commitNext);
    });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}/`);
});
process.once('disconnect', () => process.exit());

function commitNext(): void {
  if (underWay >= commitsAtOnce || waiting.length === 0) return;
  underWay += 1;
  void commit(waiting.splice(0, rowsPerCommit)).then(() => {
    underWay -= 1;
    commitNext();
  });
}

async function commit(batch: readonly Waiting[]): Promise<void> {
  const inputs = batch.map(({ input }) => input);
  const numbers = batch.map(() => randomBytes(5).readUIntBE(0, 5));
  await pool.query({
    name: 'insert',
    text: insert,
    values: [
      numbers,
      batch.map(() => randomUUID()),
      inputs.map(({ idempotencyKey }) => idempotencyKey),
      inputs.map(({ address }) => address.zip),
      inputs.map(({ address }) => address.line1),
      inputs.map(({ address }) => `${address.city} ${address.state} ${address.zip}`),
      inputs.map(({ recipientName }) => recipientName),
    ],
  });
  batch.forEach(({ response }, index) => {
    const body = `{"data":{"placeOrder":{"replayed":false,"order":{"number":"${numbers[index]}","status":"CONFIRMED"},"userErrors":[]}}}`;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
}
