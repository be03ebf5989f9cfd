import { candidatesOf, fieldNames, ruleOf, whyNotChosen } from './field-precedence.ts';
import type { TrackView } from './track-view.ts';
import type { Sourced, TrackFieldName, TrackFields } from './track.ts';

/** For one field: the value shown, the rule, and what other feeds said. */
export interface Provenance {
  readonly field: TrackFieldName;
  readonly chosen: Sourced<unknown>;
  readonly text: string;
  readonly rule: string;
  readonly alternatives: readonly {
    readonly said: Sourced<unknown>;
    readonly text: string;
    readonly why: string;
  }[];
}

/** Where each field of a track comes from, as far as the unit may see its feeds; names that are no field are left out. */
export function explainProvenance(
  view: TrackView,
  fields: readonly string[] | null | undefined,
): readonly Provenance[] {
  return fieldNames
    .filter((name) => fields?.includes(name) ?? true)
    .flatMap((name) => explainField(view, name) ?? []);
}

function explainField<Name extends TrackFieldName>(view: TrackView, name: Name): Provenance | undefined {
  const chosen: Sourced<TrackFields[Name]> | undefined = view.fields[name];
  if (!chosen) return undefined;
  const candidates = candidatesOf(view.contributions, name);
  return {
    field: name,
    chosen,
    text: textOf(chosen.value),
    rule: ruleOf(chosen, candidates),
    alternatives: candidates
      .filter(({ feedId }) => feedId !== chosen.feedId)
      .map((said) => ({ said, text: textOf(said.value), why: whyNotChosen(chosen, said) })),
  };
}

function textOf(value: TrackFields[TrackFieldName]): string {
  if (typeof value !== 'object') return String(value);
  if ('longitude' in value) return `${value.latitude}, ${value.longitude}`;
  if ('feet' in value) return `${value.feet} ft`;
  return `${value.speedKnots ?? '?'} kt, ${value.trackDegrees ?? '?'}°`;
}
