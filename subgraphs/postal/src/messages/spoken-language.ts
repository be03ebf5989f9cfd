/** Languages that all texts of this wing exist in. */
export type SpokenLanguage = 'en' | 'es';

/**
 * The language to answer in: the first that we speak among the wanted locale (BCP 47) and the client's `Accept-Language`, else
 * English.
 */
export function spokenLanguage(locale: string | null | undefined, acceptLanguage?: string): SpokenLanguage {
  if (!locale && !acceptLanguage) return 'en';
  const accepted = (acceptLanguage ?? '').slice(0, 200).split(',').map(readRange);
  const wanted = [
    ...(locale ? [locale] : []),
    ...accepted.sort((a, b) => b.weight - a.weight).map(({ tag }) => tag),
  ];
  for (const tag of wanted) {
    if (/^es\b/i.test(tag)) return 'es';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

function readRange(range: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { tag, weight: quality ? Number(quality.slice(2)) || 0 : 1 };
}
