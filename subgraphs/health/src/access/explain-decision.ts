import { serves } from '../terminology/choose-language.ts';
import type { Text } from '../terminology/coded-concept.ts';
import type { RuleOutcome } from './chart-access.ts';

type Sentence = (detail: string) => string;

const basesInWords: Readonly<Record<'en' | 'es', Readonly<Record<string, string>>>> = {
  en: {
    CARE_TEAM: 'you are on a care team of this patient that is active now',
    ENCOUNTER: 'you take part in an encounter of this patient that is open or near',
    GENERAL_PRACTITIONER: 'the chart names you as the general practitioner',
  },
  es: {
    CARE_TEAM: 'usted está en un equipo de atención de este paciente que está activo ahora',
    ENCOUNTER: 'usted participa en una consulta de este paciente, abierta o cercana',
    GENERAL_PRACTITIONER: 'el expediente le nombra médico de cabecera',
  },
};

const sentences: Readonly<Record<'en' | 'es', Readonly<Record<RuleOutcome['rule'], Sentence>>>> = {
  en: {
    token: () => 'Refused: there is no access token.',
    'own-record': () => 'Permitted: it is your own record.',
    'care-relationship': (basis) => `Permitted: ${basesInWords.en[basis] ?? basis}.`,
    scope: (scope) => `Refused: the token lacks the scope ${scope}.`,
    purpose: (purpose) => `Refused: this reading needs the purpose ${purpose}.`,
    kind: (scope) => `Refused: records of this kind need the scope ${scope}.`,
    label: (labels) => `Refused: you are not cleared for ${labels}.`,
  },
  es: {
    token: () => 'Rechazado: no hay credencial de acceso.',
    'own-record': () => 'Permitido: es su propio expediente.',
    'care-relationship': (basis) => `Permitido: ${basesInWords.es[basis] ?? basis}.`,
    scope: (scope) => `Rechazado: a la credencial le falta el permiso ${scope}.`,
    purpose: (purpose) => `Rechazado: esta lectura necesita el motivo ${purpose}.`,
    kind: (scope) => `Rechazado: esta clase de datos necesita el permiso ${scope}.`,
    label: (labels) => `Rechazado: usted no tiene autorización para ${labels}.`,
  },
};

const strangers = {
  en: 'Refused: there is no such patient, or nothing connects you with the patient now.',
  es: 'Rechazado: no existe tal paciente, o nada le une con el paciente ahora.',
};

/** The rules that decided, one sentence each, in English or Spanish; another language gets English and is told so. */
export function explainDecision(rules: readonly RuleOutcome[], asked: string): Text[] {
  const language = serves('es', asked) ? 'es' : 'en';
  const connected = rules.some(({ effect, matched }) => effect === 'permit' && matched);
  const decisive = rules.filter(({ matched }) => matched);
  const values = decisive.map(({ rule, detail }) => sentences[language][rule](detail ?? ''));
  const source = serves(language, asked)
    ? language === 'en'
      ? 'AS_RECORDED'
      : 'PROJECT_TRANSLATION_DRAFT'
    : 'FALLBACK_LANGUAGE';
  return (connected ? values : [strangers[language], ...values]).map((value) => ({
    value,
    language,
    source,
  }));
}
