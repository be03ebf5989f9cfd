import { serves } from '../terminology/choose-language.ts';
import type { Text } from '../terminology/coded-concept.ts';
import type { StoredAccessEvent } from './access-log-reader.ts';

/** An event in one sentence for the patient, in English or Spanish; another language gets English and is told so. */
export function describeEvent(event: StoredAccessEvent, asked: string): Text {
  const kinds = event.recordKinds.join(', ');
  if (serves('es', asked)) {
    return { value: spanish(event, kinds), language: 'es', source: 'PROJECT_TRANSLATION_DRAFT' };
  }
  return {
    value: english(event, kinds),
    language: 'en',
    source: serves('en', asked) ? 'AS_RECORDED' : 'FALLBACK_LANGUAGE',
  };
}

function english(event: StoredAccessEvent, kinds: string): string {
  const who = event.basis === 'SELF' ? 'You' : whoLooked(event, 'of');
  return event.outcome === 'DENIED'
    ? `${who} tried to open your record and was refused.`
    : `${who} opened your record: ${kinds}.`;
}

function spanish(event: StoredAccessEvent, kinds: string): string {
  const own = event.basis === 'SELF';
  const who = own ? 'Usted' : whoLooked(event, 'de');
  return event.outcome === 'DENIED'
    ? `${who} intentó abrir su expediente y fue rechazado.`
    : `${who} abrió su expediente: ${kinds}.`;
}

function whoLooked({ practitioner, actor, organization }: StoredAccessEvent, of: string): string {
  return organization ? `${practitioner ?? actor} ${of} ${organization}` : (practitioner ?? actor);
}
