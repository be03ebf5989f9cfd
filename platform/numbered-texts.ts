/** Numbers of one connection; the oldest is given anew when all are given. */
const numbers = 1_024;
/** A longer text travels whole each time, so that what a connection remembers is bounded. */
const longestCharacters = 16 * 1024;

/** The sender's side: texts that go over one connection again and again travel whole once, and by number from then on. */
export interface TextSender {
  /** JSON that stands for a text: its number, the number with the text, or the text alone. To be sent in the order in which it was made. */
  jsonOf(text: string): string;
}

/** A sender of which nothing was sent yet. */
export function createTextSender(): TextSender {
  const numberOf = new Map<string, number>();
  const texts: string[] = [];
  let given = 0;
  return {
    jsonOf(text) {
      const known = numberOf.get(text);
      if (known !== undefined) return String(known);
      if (text.length > longestCharacters) return JSON.stringify(text);
      const number = given % numbers;
      given += 1;
      const forgotten = texts[number];
      if (forgotten !== undefined) numberOf.delete(forgotten);
      texts[number] = text;
      numberOf.set(text, number);
      return `[${number},${JSON.stringify(text)}]`;
    },
  };
}

/** The receiver's side. */
export interface TextReader {
  /** The text that parsed JSON stands for, read in the order in which it was sent; undefined for what stands for none. */
  read(sent: unknown): string | undefined;
}

/** A reader of which nothing was read yet. */
export function createTextReader(): TextReader {
  const texts: string[] = [];
  return {
    read(sent) {
      if (typeof sent === 'number') return texts[sent];
      if (typeof sent === 'string') return sent;
      if (!Array.isArray(sent)) return undefined;
      const [number, text]: readonly unknown[] = sent;
      if (typeof text !== 'string' || text.length > longestCharacters) return undefined;
      if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number >= numbers)
        return undefined;
      texts[number] = text;
      return text;
    },
  };
}
