import { invariants } from '../invariants.ts';
import { primitiveChecks } from '../primitive-checks.ts';
import { presenceRule } from './presence-rules.ts';
import type { Definitions, ElementDefinition, ElementType, TypeDefinition } from './read-definitions.ts';

const imports = `import { besideList, codeOf, conceptOf, isJsonObject, listOf, primitiveList, referenceTo } from '../../fhir/element-checks.ts';
import { invariants } from '../../fhir/invariants.ts';
import { caution, finding, under } from '../../fhir/issue.ts';
import { primitiveChecks as p } from '../../fhir/primitive-checks.ts';
`;

const resourceCheck = `function resource(value) {
  if (!isJsonObject(value)) return finding('wrong-shape', 'Must be a resource.');
  const check = validators.get(value.resourceType);
  return check ? check(value) : finding('unknown-type', 'Must be a resource of a type of FHIR R4.');
}
`;

/** JavaScript source of one straight-line validator for each resource type: `validators`, a Map from type name to check. */
export function writeValidators(definitions: Definitions): string {
  const writer = new ValidatorWriter(definitions);
  for (const type of definitions.types) if (type.kind !== 'primitive-type') writer.addType(type);
  return writer.source();
}

class ValidatorWriter {
  readonly #definitions: Definitions;
  readonly #functions: string[] = [];
  /** Checks with an argument (a value set, reference targets, a list) are made once, and only when first asked for. */
  readonly #constants = new Map<string, string>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  addType(type: TypeDefinition): void {
    const structures = type.elements.filter(({ path }) =>
      type.elements.some(
        ({ path: other }) => other.startsWith(`${path}.`) && !other.slice(path.length + 1).includes('.'),
      ),
    );
    for (const { path } of structures) this.#functions.push(this.#structure(type, path));
  }

  source(): string {
    const resources = this.#definitions.types.filter(
      ({ kind, abstract }) => kind === 'resource' && !abstract,
    );
    const constants = [...this.#constants].map(([code, name]) => `const ${name} = once(() => ${code});`);
    return [
      imports,
      `const once = (make) => { let made; return (value) => (made ??= make())(value); };`,
      ...constants,
      resourceCheck,
      ...this.#functions,
      `export const validators = new Map([${resources.map(({ name }) => `['${name}', ${name}]`).join(', ')}]);`,
      '',
    ].join('\n');
  }

  #structure(type: TypeDefinition, path: string): string {
    const children = type.elements.filter(
      (element) => element.path.startsWith(`${path}.`) && !element.path.slice(path.length + 1).includes('.'),
    );
    const required = children.filter(({ min }) => min > 0);
    const choices = children.filter(({ path: child }) => child.endsWith('[x]'));
    const isResource = type.kind === 'resource' && path === type.name;
    const cases = children.flatMap((child) =>
      this.#cases(child, required.indexOf(child), choices.indexOf(child)),
    );
    if (isResource) cases.unshift(`case 'resourceType': break;`);
    const missing = required.map((child, index) => {
      const name = nameOf(child).replace('[x]', '');
      const found = `${isForgivable(child) ? 'caution' : 'finding'}('missing-element', 'A required element is missing.')`;
      return `if (!(seen & ${1 << index})) findings = under(findings, '${name}', ${found});`;
    });
    const rules = this.#rules(type, path, children, choices);
    return `function ${functionOf(path)}(o) {
  if (!isJsonObject(o)) return finding('wrong-shape', 'Must be an object.');
  let findings, seen = 0, count = 0${choices.map((_choice, index) => `, c${index}`).join('')};
  for (const name in o) {
    const v = o[name];
    let found, segment = name;
    count++;
    switch (name) {
      ${cases.join('\n      ')}
      default: found = finding('unknown-element', 'Not an element of ${path} in FHIR R4.');
    }
    if (found) findings = under(findings, segment, found);
  }
  if (count === 0) return finding('empty', 'An object is left out rather than empty.');
  ${missing.join('\n  ')}
  ${rules.join('\n  ')}
  return findings;
}`;
  }

  /** What the definitions say of elements together: presence rules follow from them, the others are written by hand. */
  #rules(
    type: TypeDefinition,
    path: string,
    children: readonly ElementDefinition[],
    choices: readonly ElementDefinition[],
  ): readonly string[] {
    const isPresent = (element: string): string | undefined => {
      const choice = choices.findIndex((child) => nameOf(child) === `${element}[x]`);
      if (choice >= 0) return `c${choice} !== undefined`;
      return children.some((child) => nameOf(child) === element)
        ? `('${element}' in o || '_${element}' in o)`
        : undefined;
    };
    const constraints = type.elements.find((element) => element.path === path)?.constraints ?? [];
    const presence = constraints.flatMap((constraint) => {
      const broken = presenceRule(constraint, isPresent);
      const sentence = JSON.stringify(`${constraint.key}: ${constraint.human}`);
      return broken === undefined
        ? []
        : [`if (!findings && ${broken}) findings = finding('broken-rule', ${sentence});`];
    });
    return invariants[path] ? [...presence, `if (!findings) findings = invariants['${path}'](o);`] : presence;
  }

  #cases(child: ElementDefinition, requiredIndex: number, choiceIndex: number): readonly string[] {
    const name = nameOf(child);
    const seen = requiredIndex < 0 ? '' : `seen |= ${1 << requiredIndex}; `;
    if (choiceIndex < 0) return this.#elementCases(child, name, child.types[0], seen, '');
    return child.types.flatMap((type) => {
      const stem = name.replace('[x]', '');
      const chosen = `${stem}${type.code.charAt(0).toUpperCase()}${type.code.slice(1)}`;
      const once = `if (c${choiceIndex} !== undefined && c${choiceIndex} !== '${chosen}') findings = under(findings, '${stem}', finding('repeated-choice', 'Only one ${name} may be given.')); c${choiceIndex} = '${chosen}'; segment = '${stem}.ofType(${type.code})'; `;
      return this.#elementCases(child, chosen, type, seen, once);
    });
  }

  #elementCases(
    child: ElementDefinition,
    name: string,
    type: ElementType | undefined,
    seen: string,
    once: string,
  ): readonly string[] {
    const isPrimitive = type !== undefined && Object.hasOwn(primitiveChecks, type.code);
    const isList = child.max !== '1' && child.max !== '0';
    const check = this.#check(child, type);
    if (!isPrimitive) {
      return [
        `case '${name}': ${seen}${once}found = ${isList ? this.#constant(`listOf(${check})`) : check}(v); break;`,
      ];
    }
    const value = isList ? `primitiveList(v, ${check}, o._${name})` : `${check}(v)`;
    const beside = isList ? this.#constant('besideList(Element)') : 'Element';
    return [
      `case '${name}': ${seen}${once}found = ${value}; break;`,
      `case '_${name}': ${seen}${once}found = ${beside}(v); break;`,
    ];
  }

  #check(child: ElementDefinition, type: ElementType | undefined): string {
    if (child.contentReference) return functionOf(child.contentReference.slice(1));
    if (!type || type.code === 'Resource') return 'resource';
    const codes = child.requiredValueSet
      ? this.#definitions.valueSets.get(child.requiredValueSet)
      : undefined;
    if (codes && type.code === 'code') {
      const all = JSON.stringify([...new Set([...codes.values()].flat())]);
      return this.#constant(`codeOf('${child.requiredValueSet}', new Set(${all}))`);
    }
    if (codes && type.code === 'CodeableConcept') {
      const systems = [...codes]
        .map(([system, list]) => `['${system}', new Set(${JSON.stringify(list)})]`)
        .join(', ');
      return this.#constant(`conceptOf('${child.requiredValueSet}', new Map([${systems}]), CodeableConcept)`);
    }
    if (type.code === 'Reference' && type.targets.length > 0 && !type.targets.includes('Resource')) {
      return this.#constant(`referenceTo(new Set(${JSON.stringify(type.targets)}), Reference)`);
    }
    if (Object.hasOwn(primitiveChecks, type.code)) return `p.${this.#isResourceId(child) ? 'id' : type.code}`;
    return type.code === 'BackboneElement' || type.code === 'Element' ? this.#inner(child) : type.code;
  }

  /** A backbone element has its own structure; a plain Element (or one without children) is checked as such. */
  #inner(child: ElementDefinition): string {
    const owner = this.#definitions.types.find(({ name }) => name === child.path.split('.')[0]);
    const hasChildren = owner?.elements.some(({ path }) => path.startsWith(`${child.path}.`)) ?? false;
    return hasChildren ? functionOf(child.path) : (child.types[0]?.code ?? 'Element');
  }

  /** The definitions call a resource's id a string; its type is id. Source: FHIR R4, resource, 2.26.3. */
  #isResourceId({ path }: ElementDefinition): boolean {
    return this.#definitions.types.some(({ name, kind }) => kind === 'resource' && path === `${name}.id`);
  }

  #constant(code: string): string {
    const name = this.#constants.get(code) ?? `k${this.#constants.size}`;
    this.#constants.set(code, name);
    return name;
  }
}

function nameOf({ path }: ElementDefinition): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function functionOf(path: string): string {
  return path.replaceAll('.', '_').replaceAll(/\W/g, '_');
}

/** Publishers of examples and exports drop the narrative's div to save room; the structured content is whole without it. */
function isForgivable({ path }: ElementDefinition): boolean {
  return path === 'Narrative.div';
}
