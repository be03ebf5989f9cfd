import type { DestinationStream } from 'pino';

/** Log records as lines for a person: time of day, level where it is not plain information, who, what, and the rest as name=value. */
export function createLineWriter(terminal: { write(text: string): unknown }): DestinationStream {
  return { write: (record) => void terminal.write(`${lineOf(record)}\n`) };
}

function lineOf(record: string): string {
  const { time, level, name, msg, err, ...rest }: Record<string, unknown> = JSON.parse(record);
  const details = Object.entries(rest).map(([key, value]) => `${key}=${textOf(value)}`);
  return [
    String(time).slice(11, 19),
    ...(level === 'info' ? [] : [String(level).toUpperCase()]),
    `${name}:`,
    ...(msg === undefined ? [] : [String(msg)]),
    ...details,
    ...(err === undefined ? [] : [textOf(err)]),
  ].join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
