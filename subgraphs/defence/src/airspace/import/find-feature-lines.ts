/** The 1-based lines on which the elements of the member `features` begin, found by counting brackets outside strings; the text must be valid JSON. */
export function findFeatureLines(text: string): readonly number[] {
  const lines: number[] = [];
  const start = /"features"\s*:\s*\[/.exec(text);
  if (!start) {
    return lines;
  }
  const from = start.index + start[0].length;
  let line = countLines(text, 0, from);
  let depth = 0;
  for (let index = from; index < text.length && depth >= 0; index += 1) {
    const character = text[index];
    if (character === '\n') {
      line += 1;
    } else if (character === '"') {
      index = endOfString(text, index);
    } else if (character === '{' || character === '[') {
      if (depth === 0) {
        lines.push(line);
      }
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
  }
  return lines;
}

/** The 1-based lines on which elements of an XML name begin. */
export function findElementLines(text: string, name: string): readonly number[] {
  const lines: number[] = [];
  const opening = new RegExp(`<(?:[\\w.-]+:)?${name}[\\s/>]`, 'g');
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(opening)) {
    line += countLines(text, counted, match.index) - 1;
    counted = match.index;
    lines.push(line);
  }
  return lines;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}
