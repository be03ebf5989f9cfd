import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { readMessages, replayableFormats } from '@rotunda/defence/replay-messages';
import { StartProblem } from '@rotunda/platform/start-problem';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { orEndWithProblem } from './end-with-problem.ts';
import { mintPersonaToken } from './mint-persona-token.ts';
import { createObservationClient } from './observation-client.ts';
import { paceMessages } from './pace-messages.ts';
import { findRotundaHome } from './rotunda-home.ts';
import { readRunningFile } from './running-file.ts';

const help = `
Formats:
${replayableFormats.map(({ name, holds }) => `  ${name.padEnd(10)} ${holds}`).join('\n')}

Examples:
  rotunda replay sbs flight.txt.gz --speed 4
  rotunda replay readsb trace_full.json --speed max
  rotunda replay cot events.xml --loop`;

const lineIntervalMs = 2_000;

interface ReplayOptions {
  readonly speed: number;
  readonly loop?: boolean;
  readonly feed?: string;
  readonly url?: string;
  readonly token?: string;
}

/** `rotunda replay <format> <file>`: a recording into the running gateway, at the pace of its own times. */
export function createReplayCommand(): Command {
  return new Command('replay')
    .description('play a recording of sensor messages into the picture')
    .addArgument(
      new Argument('<format>', 'of the recording').choices(replayableFormats.map(({ name }) => name)),
    )
    .argument('<file>', 'the recording, gzip or not')
    .option('--speed <times>', 'times as fast as it was recorded, or max for no waiting', readSpeed, 1)
    .option('--loop', 'begin again at the end, until Ctrl-C')
    .option('--feed <id>', 'the feed to play into; otherwise the one for recordings of the format')
    .option('--url <url>', 'the gateway; otherwise the one that runs from this folder')
    .option(
      '--token <token>',
      'an access token that may submit; otherwise that of the demonstration watch officer',
    )
    .addHelpText('after', help)
    .action(orEndWithProblem(replay));
}

function readSpeed(text: string): number {
  const speed = text === 'max' ? Infinity : Number(text);
  if (!(speed > 0)) throw new InvalidArgumentError('A number above 0, or max.');
  return speed;
}

async function replay(formatName: string, file: string, options: ReplayOptions): Promise<void> {
  const format = replayableFormats.find(({ name }) => name === formatName);
  if (!format || !(await stat(file).catch(() => undefined))?.isFile()) {
    throw new StartProblem(`${file} is not a file that can be read.`);
  }
  const home = findRotundaHome();
  const url = options.url ?? (await readRunningFile(home.runningFile))?.url;
  if (!url) throw new StartProblem('Rotunda does not run here: rotunda start, or name a gateway with --url.');
  const token = options.token ?? (await mintPersonaToken('watch-officer', home.keyFolder));

  const client = createObservationClient(url, token);
  const feedId = options.feed ?? (await client.findReplayFeed(format.feedFormat));
  const tally = createTally();
  do {
    const pace = { speed: options.speed, now: () => performance.now(), wait: (ms: number) => delay(ms) };
    for await (const messages of paceMessages(readMessages(format.name, file), pace)) {
      tally.add(messages.length, await client.submit(feedId, format.feedFormat, messages));
    }
  } while (options.loop);
  console.log(tally.describe());
}

function createTally() {
  let [sent, accepted, duplicates, rejected, saidAt] = [0, 0, 0, 0, performance.now()];
  const describe = () =>
    `${sent} messages: ${accepted} reports taken, ${duplicates} known before, ${rejected} not understood`;
  return {
    describe,
    add(
      messages: number,
      outcome: { readonly accepted: number; readonly duplicates: number; readonly rejectCount: number },
    ) {
      sent += messages;
      accepted += outcome.accepted;
      duplicates += outcome.duplicates;
      rejected += outcome.rejectCount;
      if (performance.now() - saidAt < lineIntervalMs) return;
      saidAt = performance.now();
      console.error(describe());
    },
  };
}
