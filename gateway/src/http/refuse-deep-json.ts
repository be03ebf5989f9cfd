import { RequestRefused } from './request-refused.ts';

/** Far more than any input of the contract needs; every later step may then recurse. */
const maximumDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/** Refuses JSON text that nests objects and lists too deep, before it is parsed. Text that is no JSON passes: parsing says so. */
export function refuseDeepJson(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === backslash) index += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    // [ and {, ] and } differ from each other in the one bit that is masked here.
    else if ((code & 0xdf) === 0x5b) depth += 1;
    else if ((code & 0xdf) === 0x5d) depth -= 1;
    if (depth > maximumDepth) {
      throw new RequestRefused(400, `JSON may be nested ${maximumDepth} levels deep here.`);
    }
  }
}
