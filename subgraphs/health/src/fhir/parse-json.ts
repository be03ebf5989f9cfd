import { WrittenNumber } from './written-number.ts';

/** Why a text is not JSON, and at which character (0-based). Carries nothing of the text. */
export class JsonProblem extends Error {
  readonly position: number;
  constructor(sentence: string, position: number) {
    super(`${sentence} at character ${position + 1}`);
    this.position = position;
  }
}

const maximumDepth = 200;
/** Bundle, its list of entries, the entry. */
const entryDepth = 3;
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const closingBrace = 0x7d;
const closingBracket = 0x5d;

/** Whether the string part holds a character that a JSON string must escape. */
const rawControl = /[\u0000-\u001f]/;
const numberAt = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const spaceAt = /[ \t\n\r]*/y;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * A JSON text (RFC 8259) as values, with two differences from JSON.parse: a number whose written form would be lost becomes a
 * WrittenNumber, and a property given twice is refused. Throws JsonProblem.
 */
export function parseJson(text: string): unknown {
  return new JsonParser(text).parse();
}

/** A parsed text, and the text as written of every `entry[].resource` in it: what a Bundle's entries are stored as. */
export interface ParsedBundle {
  readonly value: unknown;
  readonly entryTexts: ReadonlyMap<unknown, string>;
}

/** The same as parseJson, keeping the written text of a Bundle's entries. */
export function parseJsonWithEntries(text: string): ParsedBundle {
  const parser = new JsonParser(text);
  const value = parser.parse();
  return { value, entryTexts: parser.entryTexts };
}

class JsonParser {
  readonly entryTexts = new Map<unknown, string>();
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): unknown {
    this.#skipSpace();
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#problem('Text after the end of the value');
    return value;
  }

  #value(): unknown {
    switch (this.#text.charCodeAt(this.#at)) {
      case quote:
        return this.#string();
      case 0x7b:
        return this.#object();
      case 0x5b:
        return this.#array();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(): unknown {
    this.#enter();
    const object: Record<string, unknown> = {};
    if (this.#closes(closingBrace)) return object;
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== quote) throw this.#problem('A property name is missing');
      const name = this.#string();
      if (Object.hasOwn(object, name) || name === '__proto__')
        throw this.#problem('A property is given twice or reserved');
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) !== 0x3a) throw this.#problem('A colon is missing');
      this.#at += 1;
      this.#skipSpace();
      const start = this.#at;
      const value = this.#value();
      object[name] = value;
      if (name === 'resource' && this.#depth === entryDepth) {
        this.entryTexts.set(value, this.#text.slice(start, this.#at));
      }
      if (!this.#goesOn(closingBrace)) return object;
    }
  }

  #array(): unknown {
    this.#enter();
    const list: unknown[] = [];
    if (this.#closes(closingBracket)) return list;
    for (;;) {
      list.push(this.#value());
      if (!this.#goesOn(closingBracket)) return list;
    }
  }

  #enter(): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > maximumDepth) throw this.#problem(`Nested deeper than ${maximumDepth} levels`);
    this.#skipSpace();
  }

  #closes(closing: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== closing) return false;
    this.#at += 1;
    this.#depth -= 1;
    return true;
  }

  #goesOn(closing: number): boolean {
    this.#skipSpace();
    if (this.#closes(closing)) return false;
    if (this.#text.charCodeAt(this.#at) !== comma)
      throw this.#problem('A comma or a closing bracket is missing');
    this.#at += 1;
    this.#skipSpace();
    return true;
  }

  #string(): string {
    const start = this.#at + 1;
    let end = this.#text.indexOf('"', start);
    if (end < 0) throw this.#problem('A string is not closed');
    const part = this.#text.slice(start, end);
    if (part.includes('\\')) {
      end = this.#closingQuote(start);
      this.#at = end + 1;
      return this.#unescape(this.#text.slice(start, end), start);
    }
    if (rawControl.test(part)) throw this.#problem('A control character is not escaped');
    this.#at = end + 1;
    return part;
  }

  #closingQuote(start: number): number {
    for (let at = start; at < this.#text.length; at += 1) {
      const character = this.#text.charCodeAt(at);
      if (character === backslash) at += 1;
      else if (character === quote) return at;
    }
    throw this.#problem('A string is not closed');
  }

  #unescape(part: string, start: number): string {
    if (rawControl.test(part)) throw this.#problem('A control character is not escaped');
    return part.replace(
      /\\(?:u([0-9a-fA-F]{4})|([^]))/g,
      (_all, hex: string | undefined, letter: string, at: number) => {
        if (hex) return String.fromCharCode(Number.parseInt(hex, 16));
        const character = escapes[letter];
        if (character === undefined) throw new JsonProblem('An unknown escape', start + at);
        return character;
      },
    );
  }

  #number(): number | WrittenNumber {
    numberAt.lastIndex = this.#at;
    const text = numberAt.exec(this.#text)?.[0];
    if (text === undefined) throw this.#problem('A value is missing');
    this.#at += text.length;
    const value = Number(text);
    return String(value) === text ? value : new WrittenNumber(text);
  }

  #word<Value>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) throw this.#problem('A value is missing');
    this.#at += word.length;
    return value;
  }

  #skipSpace(): void {
    const character = this.#text.charCodeAt(this.#at);
    if (character > 0x20) return;
    spaceAt.lastIndex = this.#at;
    this.#at += spaceAt.exec(this.#text)?.[0].length ?? 0;
  }

  #problem(sentence: string): JsonProblem {
    return new JsonProblem(sentence, Math.min(this.#at, this.#text.length));
  }
}
