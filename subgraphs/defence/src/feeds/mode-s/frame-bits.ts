/** Bits of a frame as a number, the first bit being 1, at most 31 of them. */
export function bitsOf(frame: Uint8Array, first: number, count: number): number {
  let value = 0;
  for (let bit = first - 1; bit < first - 1 + count; bit += 1) {
    value = (value << 1) | (((frame[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return value;
}

const polynomial = 0xfff409;
const remainders = Uint32Array.from({ length: 256 }, (_none, byte) => {
  let remainder = byte << 16;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 0x800000 ? (remainder << 1) ^ polynomial : remainder << 1;
  }
  return remainder & 0xffffff;
});

/** What is left of a frame after its 24-bit parity: 0 for a good squitter, the address for a reply that carries the address in its parity. Source: ICAO Annex 10, volume IV, 3.1.2.3.3. */
export function parityRemainder(frame: Uint8Array): number {
  const dataBytes = frame.length - 3;
  let remainder = 0;
  for (let index = 0; index < dataBytes; index += 1) {
    const byte = ((remainder >> 16) ^ (frame[index] ?? 0)) & 0xff;
    remainder = ((remainder << 8) ^ (remainders[byte] ?? 0)) & 0xffffff;
  }
  return remainder ^ bitsOf(frame, dataBytes * 8 + 1, 24);
}

/** A 24-bit number as an aircraft address in six hexadecimal digits. */
export function addressText(address: number): string {
  return address.toString(16).toUpperCase().padStart(6, '0');
}
