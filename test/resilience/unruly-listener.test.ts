import { type RequestListener, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { linkOverHttp } from '@rotunda/gateway/execution/link-over-http';
import type { SubgraphRequest } from '@rotunda/platform/subgraph-executor';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function aLinkTo(listener: RequestListener) {
  const bodies: Partial<SubgraphRequest>[][] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString()).requests);
      listener(request, response);
    });
  });
  server.on('upgrade', (_request, connection) => connection.end('HTTP/1.1 404 Not Found\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const link = linkOverHttp({ name: 'mail', url: new URL(`http://127.0.0.1:${port}`) });
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await link.close();
  });
  return { link, bodies };
}

const aRequest = (document: string): SubgraphRequest => ({ document, viewerToken: 't', requestId: 'r' });

describe('a listener that answers', () => {
  test('each operation as it ends lets the first go before the last has ended', async () => {
    let finish = () => {};
    const { link, bodies } = await aLinkTo((_request, response) => {
      response.write('{"index":1,"result":{"data":{"n":2}}}\n');
      finish = () => response.end('{"index":0,"result":{"data":{"n":1}}}\n');
    });

    const first = link.execute(aRequest('{ one }'));
    expect(await link.execute(aRequest('{ two }'))).toEqual({ data: { n: 2 } });
    finish();

    expect(await first).toEqual({ data: { n: 1 } });
    expect(bodies.map((batch) => batch.length)).toEqual([2]);
  });

  test.each<[string, RequestListener]>([
    ['with a status of its own', (_request, response) => response.writeHead(500).end('password=hunter2')],
    ['with a page', (_request, response) => response.end('<html>\n')],
    [
      'with a result of another shape',
      (_request, response) => response.end('{"index":0,"result":{"data":17}}\n'),
    ],
    [
      'with a redirect',
      (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    ],
    [
      'compressed, however small',
      (_request, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync('{"index":0,"result":{"data":{"n":1}}}\n')),
    ],
    ['too little', (_request, response) => response.end('{"index":7,"result":{"data":{}}}\n')],
    [
      'half and hangs up',
      (_request, response) => void response.write('{"index":0,', () => response.destroy()),
    ],
  ])('%s fails the operation, once', async (_name, listener) => {
    const { link, bodies } = await aLinkTo(listener);

    await expect(link.execute(aRequest('mutation { post }'))).rejects.toBeInstanceOf(Error);
    expect(bodies).toHaveLength(1);
  });
});

/** Writes the same again and again as fast as it is read; resolves with how many bytes that were when the reader hangs up. */
function writeWithoutEnd(response: ServerResponse, text: string): Promise<number> {
  let bytes = 0;
  const more = () => {
    while (!response.destroyed && response.write(text)) bytes += text.length;
    bytes += text.length;
  };
  more();
  response.on('drain', more);
  return new Promise((resolve) => response.once('close', () => resolve(bytes)));
}

describe('a listener that answers without end', () => {
  const mebibyte = 1024 * 1024;

  test.each([
    ['in one value', '{"index":0,"result":{"data":{"n":"', 'x'.repeat(mebibyte)],
    ['in lines of nothing', '{"index":0,"result":{"data":{}}}\n', '\n'.repeat(mebibyte)],
    ['the same again', '', '{"index":0,"result":{"data":{}}}\n'],
    ['what was never asked', '', '{"index":1,"result":{"data":{}}}\n'],
  ])('%s is read up to a bound and cut off', async (_how, beginning, rest) => {
    let markCutOff = (_bytes: number) => {};
    const cutOff = new Promise<number>((resolve) => (markCutOff = resolve));
    const { link } = await aLinkTo((_request, response) => {
      response.write(beginning);
      writeWithoutEnd(response, rest).then(markCutOff, () => {});
    });

    await Promise.allSettled([link.execute(aRequest('{ one }'))]);

    expect(await cutOff).toBeLessThan(64 * mebibyte);
  });

  test('a value of a hundred megabytes fails the operation, and the next is answered', async () => {
    let answers = 0;
    const { link } = await aLinkTo((_request, response) => {
      answers += 1;
      if (answers > 1) return void response.end('{"index":0,"result":{"data":{"n":2}}}\n');
      response.write('{"index":0,"result":{"data":{"n":"');
      response.end(`${'x'.repeat(100 * mebibyte)}"}}}\n`);
    });

    await expect(link.execute(aRequest('{ one }'))).rejects.toThrow('unreadable');

    expect(await link.execute(aRequest('{ two }'))).toEqual({ data: { n: 2 } });
  });

  test('events compressed, or one event without end, end the subscription', async () => {
    const packed = await aLinkTo((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'br' }).end('{"data":{}}\n'),
    );
    const endless = await aLinkTo((_request, response) => {
      response.write('{"data":{"n":"');
      writeWithoutEnd(response, 'x'.repeat(mebibyte)).catch(() => {});
    });

    await expect(packed.link.subscribe(aRequest('subscription { n }'))).rejects.toThrow('compressed');
    const events = await endless.link.subscribe(aRequest('subscription { n }'));
    const read = async () => {
      for await (const event of events as AsyncIterable<unknown>) expect(event).toBeUndefined();
    };
    await expect(read()).rejects.toThrow('longer than');
  });
});

test('an operation that nobody waits for any more hangs up where it was alone', async () => {
  const { link } = await aLinkTo((_request, response) => {
    response.once('close', () => markClosed());
    client.abort();
  });
  const client = new AbortController();
  let markClosed = () => {};
  const closed = new Promise<void>((resolve) => (markClosed = resolve));

  await expect(link.execute(aRequest('{ one }'), client.signal)).rejects.toBeInstanceOf(Error);
  await closed;
});

test('events of a subscription arrive one by one', async () => {
  const { link } = await aLinkTo((_request, response) => {
    response.write('{"data":{"n":1}}\n{"data":');
    response.end('{"n":2}}\n');
  });

  const events = await link.subscribe(aRequest('subscription { n }'));

  const read = [];
  for await (const event of events as AsyncIterable<unknown>) read.push(event);
  expect(read).toEqual([{ data: { n: 1 } }, { data: { n: 2 } }]);
});
