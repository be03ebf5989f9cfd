export type FootnoteSeverity = 'INFO' | 'WARNING' | 'BLOCKING';

interface Footnote {
  readonly severity: FootnoteSeverity;
  readonly en: string;
  readonly es: string;
}

/** The delivery point validation footnotes this registry can tell, in our own words. */
const footnotes = {
  AA: {
    severity: 'INFO',
    en: 'The street, city and ZIP are known.',
    es: 'La calle, la ciudad y el código postal son conocidos.',
  },
  A1: {
    severity: 'BLOCKING',
    en: 'The street, city or ZIP is not known.',
    es: 'La calle, la ciudad o el código postal no son conocidos.',
  },
  BB: {
    severity: 'INFO',
    en: 'All parts of the address are known.',
    es: 'Todas las partes de la dirección son conocidas.',
  },
  CC: {
    severity: 'WARNING',
    en: 'The apartment or unit is not known here, and none is needed.',
    es: 'El apartamento o la unidad no se conoce aquí y no hace falta.',
  },
  C1: {
    severity: 'BLOCKING',
    en: 'The apartment or unit is not known in this building, and one is needed.',
    es: 'El apartamento o la unidad no se conoce en este edificio y hace falta indicarlo.',
  },
  N1: {
    severity: 'BLOCKING',
    en: 'This building has several homes: the apartment or unit is missing.',
    es: 'Este edificio tiene varias viviendas: falta el apartamento o la unidad.',
  },
  M1: { severity: 'BLOCKING', en: 'The house number is missing.', es: 'Falta el número de la casa.' },
  M3: {
    severity: 'BLOCKING',
    en: 'The house number is not known on this street.',
    es: 'El número de la casa no se conoce en esta calle.',
  },
  P1: {
    severity: 'BLOCKING',
    en: 'The number of the PO box, route or route box is missing.',
    es: 'Falta el número del apartado postal, de la ruta o de su buzón.',
  },
  P3: {
    severity: 'BLOCKING',
    en: 'The box number is not possible here.',
    es: 'El número de apartado no es posible aquí.',
  },
  F1: { severity: 'INFO', en: 'Military or diplomatic address.', es: 'Dirección militar o diplomática.' },
  G1: {
    severity: 'INFO',
    en: 'General delivery: held at the post office.',
    es: 'Lista de correos: se recoge en la oficina postal.',
  },
  U1: {
    severity: 'INFO',
    en: 'The ZIP belongs to one organisation.',
    es: 'El código postal pertenece a una sola organización.',
  },
  PB: {
    severity: 'INFO',
    en: 'Street address of a PO box.',
    es: 'Dirección de calle de un apartado postal.',
  },
  RR: {
    severity: 'INFO',
    en: 'The private mailbox number is kept.',
    es: 'Se conserva el número del buzón privado.',
  },
  R1: {
    severity: 'WARNING',
    en: 'A private mail agency: the mailbox number is missing.',
    es: 'Agencia privada de correo: falta el número del buzón.',
  },
  R7: {
    severity: 'WARNING',
    en: 'Mail is not carried to this street.',
    es: 'No hay reparto de correo en esta calle.',
  },
  TA: {
    severity: 'WARNING',
    en: 'The number was matched without its letter.',
    es: 'El número se encontró sin su letra.',
  },
} as const satisfies Record<string, Footnote>;

/** Two-letter codes of delivery point validation. */
export type FootnoteCode = keyof typeof footnotes;

/** How much a footnote weighs: `BLOCKING` ones keep an address from being delivered to. */
export function footnoteSeverity(code: FootnoteCode): FootnoteSeverity {
  return footnotes[code].severity;
}

/** The footnote as a sentence, in Spanish for a `es…` language tag and in English for all others. */
export function footnoteText(code: FootnoteCode, language: string): string {
  return footnotes[code][/^es\b/i.test(language) ? 'es' : 'en'];
}
