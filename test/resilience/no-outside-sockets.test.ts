import dns from 'node:dns';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTinyGateway } from '../fixtures/tiny-wings/tiny-gateway.ts';

const reached: string[] = [];
const originals = { connect: net.Socket.prototype.connect, lookup: dns.lookup };

beforeAll(() => {
  net.Socket.prototype.connect = function connect(this: net.Socket, ...values: unknown[]) {
    const [options] = values.flat();
    const host =
      typeof options === 'object' && options !== null && 'host' in options ? String(options.host) : 'unnamed';
    reached.push(host);
    return Reflect.apply(originals.connect, this, values);
  } as typeof net.Socket.prototype.connect;
  Object.assign(dns, {
    lookup(name: string, ...rest: unknown[]) {
      reached.push(name);
      return Reflect.apply(originals.lookup, dns, [name, ...rest]);
    },
  });
});

afterAll(() => {
  net.Socket.prototype.connect = originals.connect;
  Object.assign(dns, { lookup: originals.lookup });
});

test('a gateway that starts, answers and stops reaches nothing but this machine', async () => {
  const gateway = await startTinyGateway('over HTTP');
  const { status } = await gateway.ask('{ region(fips: "11001") { fips parcelCount beds } broken }');
  await gateway.close();

  expect(status).toBe(200);
  expect(reached.length).toBeGreaterThan(0);
  expect(reached.filter((host) => !['127.0.0.1', 'localhost', '::1'].includes(host))).toEqual([]);
});
