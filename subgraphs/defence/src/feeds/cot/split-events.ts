export interface EventText {
  readonly offset: number;
  readonly text: string;
}

const opening = /<event[\s/>]/g;
const closing = '</event>';

/** The events in a stretch of text, each from its opening to its closing tag; a last one that is cut short is given too, up to the end. */
export function splitEvents(text: string): readonly EventText[] {
  const starts = [...text.matchAll(opening)].map(({ index }) => index);
  return starts.map((offset, index) => {
    const limit = starts[index + 1] ?? text.length;
    const end = text.indexOf(closing, offset);
    const closed = end >= 0 && end < limit ? end + closing.length : limit;
    return { offset, text: text.slice(offset, closed).trimEnd() };
  });
}
