import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ULIDs: 26 characters, unique, and in the order in which they were made. Source: github.com/ulid/spec. */
export function createUlids(now: () => number): () => string {
  let last = 0;
  let prefix = '';
  let counter = 0;
  return () => {
    const time = Math.max(now(), last);
    if (time > last || counter >= 2 ** 30) {
      last = time > last ? time : last + 1;
      prefix = base32(last, 10) + [...randomBytes(10)].map((byte) => alphabet.charAt(byte & 31)).join('');
      counter = 0;
    }
    counter += 1;
    return prefix + base32(counter, 6);
  };
}

function base32(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let index = 0; index < length; index += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
