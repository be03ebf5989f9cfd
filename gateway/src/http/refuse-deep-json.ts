import { RequestRefused } from './request-refused.ts';

/** Far more than any input of the contract needs; every later step may then recurse. */
const maximumDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/** Refuses JSON text that nests objects and lists too deep, before it is parsed. Text that is no JSON passes: parsing says so. */
export function refuseDeepJson(text: string): void {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index + 1);
    // [ and {, ] and } differ from each other in the one bit that is masked here.
    else if ((code & 0xdf) === 0x5b) depth += 1;
    else if ((code & 0xdf) === 0x5d) depth -= 1;
    if (depth > maximumDepth) {
      throw new RequestRefused(400, `JSON may be nested ${maximumDepth} levels deep here.`);
    }
  }
}

/** Where a string ends that begins here: at the first quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (end - escapes > start && text.charCodeAt(end - escapes - 1) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
