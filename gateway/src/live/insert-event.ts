import type { LiveEvent } from './live-event.ts';

/** Puts the text of an event, made once for all who share it, into the message that the protocol library writes for one reader. */
export interface EventInserter {
  /** Stands for the event where the library serialises a message. */
  payloadOf(event: LiveEvent): Record<string, unknown>;
  /** The message with the event in it; every other message as it is. */
  complete(message: string): string;
}

const placeholder = '""}';

/** An inserter for one socket, whose messages are serialised and sent one by one; a payload is the last member of its message. */
export function createEventInserter(): EventInserter {
  let inserted: string | undefined;
  return {
    payloadOf: (event) => ({
      toJSON() {
        inserted = event.text;
        return '';
      },
    }),
    complete(message) {
      if (inserted === undefined) return message;
      if (!message.endsWith(placeholder)) throw new Error('A message has no place for its event.');
      const whole = `${message.slice(0, -placeholder.length)}${inserted}}`;
      inserted = undefined;
      return whole;
    },
  };
}
