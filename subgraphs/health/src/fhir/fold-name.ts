const marks = /\p{M}+/gu;
const notWord = /[^\p{L}\p{N}]+/u;
/** Letters that Unicode does not take apart into a base and a mark. */
const unmarked: Readonly<Record<string, string>> = {
  đ: 'd',
  ø: 'o',
  ł: 'l',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

/** The words of names, each once, in lower case and without marks, between spaces: " nguyen van ". Scripts without case stay as they are. */
export function foldName(names: readonly string[]): string {
  const words = new Set(names.flatMap((name) => fold(name).split(notWord)).filter((word) => word !== ''));
  return words.size === 0 ? '' : ` ${[...words].join(' ')} `;
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[đøłßæœıðþ]/g, (letter) => unmarked[letter] ?? letter);
}
