const indicators = new Set(
  (
    'STS PBN NAV COM DAT SUR DEP DEST DOF REG EET SEL TYP CODE DLE OPR ORGN PER ALTN RALT TALT RIF RMK EST RVR ' +
    'RFP AWR STAR IFP SRC'
  ).split(' '),
);

/** Item 18 by its indicators, in whatever order they were written; an indicator written twice has its words joined. A slash in a word that is no indicator, as in A/C, is part of the text. Source: Doc 4444, field 18. */
export function decodeOtherInformation(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let current: string | undefined;
  for (const word of text.split(' ')) {
    const slash = word.indexOf('/');
    const indicator = word.slice(0, Math.max(0, slash));
    const opens = indicators.has(indicator);
    current = opens ? indicator : current;
    const value = opens ? word.slice(slash + 1) : word;
    if (current !== undefined && value !== '') {
      const before = found.get(current);
      found.set(current, before === undefined ? value : `${before} ${value}`);
    }
  }
  return found;
}
