import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { createDecoder } from './feeds/create-decoder.ts';
import type { ReplayMessage } from './feeds/replay-message.ts';
import { readMessages, replayableFormats, type ReplayableFormatName } from './replay-messages.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(format: ReplayableFormatName, file: string): Promise<readonly ReplayMessage[]> {
  const messages: ReplayMessage[] = [];
  for await (const message of readMessages(format, file)) {
    messages.push(message);
  }
  return messages;
}

async function readText(
  format: ReplayableFormatName,
  content: string | Uint8Array,
): Promise<readonly ReplayMessage[]> {
  const file = join(folder, 'recording');
  await writeFile(file, content);
  return read(format, file);
}

/** What the real decoder makes of the messages. */
function decodeAll(format: ReplayableFormatName, messages: readonly ReplayMessage[]) {
  const feedFormat = replayableFormats.find(({ name }) => name === format)?.feedFormat ?? '';
  const decoder = createDecoder(feedFormat, { feedId: 'f', dataMode: 'REAL' });
  const decoded = messages.flatMap(({ message }) => decoder?.decode(message, Date.UTC(2030, 0, 1)) ?? []);
  return {
    reports: decoded.flatMap(({ reports }) => reports),
    rejects: decoded.flatMap(({ rejects }) => rejects),
  };
}

describe('a recording', () => {
  test('of aircraft a line gives a message a line, timed, zipped or not', async () => {
    const lines = '{"now":100,"hex":"f00001"}\n\n{"now":101.5,"hex":"f00001"}\n';

    const plain = await readText('readsb', lines);

    expect(plain.map(({ atMs }) => atMs)).toEqual([100_000, 101_500]);
    expect(await readText('readsb', gzipSync(lines))).toEqual(plain);
  });

  test('with a bad line passes it on and goes on', async () => {
    const messages = await readText(
      'readsb',
      '{"now":1,"hex":"f00001"}\n{"now":}\n{"now":2,"hex":"f00001"}\n',
    );

    expect(messages.map(({ atMs }) => atMs)).toEqual([1000, undefined, 2000]);
  });

  test('that begins in the middle of a line loses that line alone', async () => {
    const messages = await readText('readsb', 'f00001"}\n{"now":1,"hex":"f00001"}\n');

    expect(messages.map(({ atMs }) => atMs)).toEqual([undefined, 1000]);
  });

  test('of several events in a row gives a message an event', async () => {
    const event = (second: number): string =>
      `<event uid="u" time="2026-01-01T00:00:0${second}Z">\n<point/></event>`;

    const messages = await readText('cot', `<?xml version="1.0"?>${event(1)}${event(3)}`);

    expect(messages.map(({ message }) => message)).toEqual([event(1), event(3)]);
    expect((messages[1]?.atMs ?? 0) - (messages[0]?.atMs ?? 0)).toBe(2000);
  });

  test('that is not there is a fault', async () => {
    await expect(read('sbs', join(folder, 'missing'))).rejects.toThrow('ENOENT');
  });

  test('that is cut short in its zip is a fault', async () => {
    const zipped = gzipSync('MSG,8,'.repeat(10_000));

    await expect(readText('sbs', zipped.subarray(0, zipped.length - 20))).rejects.toThrow(
      'unexpected end of file',
    );
  });
});

describeWithRecordings('recordings', (recording) => {
  test.each([
    ['readsb', 'adsb-readsb/dc_20200519_aircraft.json', 1, 36, 0],
    ['readsb', 'adsb-readsb/brc_20230830_20min.ndjson', 1612, 1194, 418],
    ['readsb', 'adsb-readsb/trace_full_ac671b.json', 2500, 2500, 0],
    ['readsb', 'scenario-nats-park/track_readsb.ndjson', 1201, 1201, 0],
    ['sbs', 'adsb-sbs/heathrow_20191020_sbs.txt', 2070, 2070, 0],
    ['beast', 'adsb-beast/sample_dump1090.bin', 239, 229, 10],
    ['opensky', 'opensky/zrh_20190910_states.json', 1, 53, 0],
    ['cot', 'scenario-nats-park/human_report_cot.xml', 1, 1, 0],
  ] as const)(
    '%s %s gives %i messages in the order of time, which decode to %i reports',
    async (format, path, ...counts) => {
      const messages = await read(format, recording(`defence/${path}`));
      const { reports, rejects } = decodeAll(format, messages);
      const times = messages.map(({ atMs }) => atMs ?? NaN);

      expect([messages.length, reports.length, rejects.length]).toEqual(counts);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    },
  );
});
