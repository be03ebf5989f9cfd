const fallbackLanguage = 'en';

/** The best-liked language of an Accept-Language header, e.g. `es-MX` of `es-MX, en;q=0.5`; en where there is none. Source: RFC 9110, 12.5.4. */
export function firstLanguage(acceptLanguage: string | undefined): string {
  const wishes = (acceptLanguage ?? '').split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality ? Number(quality.slice(2)) : 1;
    return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && weight > 0 ? [{ tag, weight }] : [];
  });
  wishes.sort((one, other) => other.weight - one.weight);
  return wishes[0]?.tag ?? fallbackLanguage;
}

/** Whether a text in one language serves a reader of the other: the same primary language. */
export function serves(written: string, asked: string): boolean {
  return primary(written) === primary(asked);
}

function primary(tag: string): string {
  return tag.split('-', 1).join('').toLowerCase();
}

/** Name of a language in itself, e.g. Tiếng Việt for vi; undefined where ICU has none. */
export function nameInItself(tag: string): string | undefined {
  const name = new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' }).of(tag);
  return name && name[0] ? name[0].toLocaleUpperCase(tag) + name.slice(1) : undefined;
}
