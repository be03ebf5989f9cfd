const fractions: Readonly<Record<string, string>> = {
  '½': ' 1/2 ',
  '¼': ' 1/4 ',
  '¾': ' 3/4 ',
  '⅓': ' 1/3 ',
  '⅔': ' 2/3 ',
};

const numberWords = new Set(['NO', 'NUM', 'NUMBER', 'NBR']);

/**
 * The words of one line: upper case, without accents and punctuation. Kept are a hyphen inside a word, a period between
 * digits, the slash of a fraction, and `#` as a word of its own. Source: Publication 28, section 222.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const chunk of plainly(text).split(/[^A-Z0-9#./-]+/)) {
    if (chunk === '') continue;
    if (!/[./-]/.test(chunk)) words.push(chunk);
    else for (const word of splitChunk(chunk)) words.push(word);
  }
  return words;
}

/** Upper case, and only signs that mean something. Most texts hold no others. */
function plainly(text: string): string {
  if (/^[\w .,/-]*$/.test(text)) return text.toUpperCase();
  return text
    .replace(/[½¼¾⅓⅔]/g, (sign) => fractions[sign] ?? ' ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`´]/g, '')
    .toUpperCase()
    .replace(/⁄/g, '/')
    .replace(/&/g, ' AND ')
    .replace(/#/g, ' # ');
}

/** The parts of a text between its commas, semicolons and line ends; a comma inside a number divides nothing. */
export function segmentsOf(text: string): string[] {
  if (/^[\w .#/-]*$/.test(text)) return /[A-Za-z0-9]/.test(text) ? [text] : [];
  return text
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .split(/[,;\n\r\t|]+/)
    .filter((segment) => /[\p{L}\p{N}]/u.test(segment));
}

/** Whether a word holds a digit. */
export function hasDigit(word: string | undefined): boolean {
  return word !== undefined && /\d/.test(word);
}

/** Whether a word is `1ST`, `22ND` and so on. */
export function isOrdinal(word: string | undefined): boolean {
  return word !== undefined && /^\d+(?:ST|ND|RD|TH)$/.test(word);
}

/** Whether the word at a place only says that a number follows, as `#` and `NO` do in `BOX NO 12`. */
export function isNumberMark(words: readonly string[], at: number): boolean {
  const word = words[at];
  return word === '#' || (word !== undefined && numberWords.has(word) && hasDigit(words[at + 1]));
}

function splitChunk(chunk: string): string[] {
  const fraction = /^(\d+)-(\d{1,2}\/\d{1,2})$/.exec(chunk);
  if (fraction) return [fraction[1] ?? '', fraction[2] ?? ''];
  if (/^\d{1,2}\/\d{1,2}$/.test(chunk)) return [chunk];
  return chunk.split('/').flatMap(splitAtPeriods);
}

/** `P.O` joins, because both sides are single letters; `ST.CLAIR` divides; `39.2` stays. */
function splitAtPeriods(chunk: string): string[] {
  const words: string[] = [];
  let previous = '';
  for (const piece of chunk.split('.')) {
    const word = piece.replace(/^-+|-+$/g, '').replace(/-{2,}/g, '-');
    const last = words.at(-1);
    if (word === '') {
      previous = '';
      continue;
    }
    const joinsLetters = isLetter(previous) && isLetter(word);
    const joinsDigits = /^\d+$/.test(previous) && /^\d+$/.test(word);
    if (last !== undefined && joinsLetters) words[words.length - 1] = last + word;
    else if (last !== undefined && joinsDigits) words[words.length - 1] = `${last}.${word}`;
    else words.push(word);
    previous = word;
  }
  return words;
}

function isLetter(word: string): boolean {
  return word.length === 1 && word >= 'A' && word <= 'Z';
}
