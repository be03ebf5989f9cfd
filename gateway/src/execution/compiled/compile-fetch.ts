import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { type Represent, compileRepresentation } from './compile-representation.ts';
import { type Rewrite, compileRewrites } from './compile-rewrites.ts';
import type { LocatedObjects, ResponsePath } from './located-objects.ts';
import type { PlanRun, RunNode } from './plan-run.ts';
import { type ResponseObject, isResponseObject, mergeAnswer } from './response-object.ts';

/** A fetch of the plan as a function: asks the wing once and merges its answer into the objects it is for. */
export function compileFetch(schema: GraphQLSchema, node: FetchNode): RunNode {
  const variablesOf = compileVariables(node.variableUsages ?? []);
  const rewriteAnswer = compileRewrites(schema, node.outputRewrites);
  const ask = (run: PlanRun, variables: ResponseObject) =>
    run.ask({
      wing: node.serviceName,
      kind: node.operationKind,
      document: node.operation,
      operationName: node.operationName,
      variables,
    });

  if (node.requires) {
    const represent = compileRepresentation(schema, node.requires);
    const rewriteInput = compileRewrites(schema, node.inputRewrites);
    return async (run, located) => {
      const entities = representEntities(located, represent, rewriteInput);
      if (entities.representations.length === 0) return;
      const { representations } = entities;
      const { data, errors } = await ask(run, { ...variablesOf(run.variables), representations });
      errors?.forEach((error) => run.report(error, placeOfEntityError(error, located, entities)));
      if (!data) return;
      const received = data['_entities'];
      if (Array.isArray(received) && received.length === representations.length) {
        const misfit = mergeEntities(received, located, entities, rewriteAnswer);
        if (misfit !== undefined)
          run.reportFault(new Error(`${node.serviceName} gave an entity that is no object.`), misfit);
      } else {
        run.reportFault(
          new Error(`${node.serviceName} did not answer ${representations.length} entities.`),
          located.pathOf(0),
        );
      }
    };
  }
  return async (run, located) => {
    if (located.objects.length === 0) return;
    const { data, errors } = await ask(run, variablesOf(run.variables));
    errors?.forEach((error) => run.report(error, [...located.place, ...(error.path ?? [])]));
    if (!data) return;
    rewriteAnswer?.(data);
    for (const object of located.objects) mergeAnswer(object, data);
  };
}

function compileVariables(
  names: readonly string[],
): (variables: Readonly<Record<string, unknown>>) => ResponseObject {
  return (variables) => {
    const used: ResponseObject = {};
    for (const name of names) if (variables[name] !== undefined) used[name] = variables[name];
    return used;
  };
}

interface RepresentedEntities {
  /** Each distinct representation once. */
  readonly representations: ResponseObject[];
  /** For each representation, the positions of the located objects that it stands for. */
  readonly positions: number[][];
}

/** Entities that look alike to the wing are asked once, whatever the number of places they stand in. */
function representEntities(
  located: LocatedObjects,
  represent: Represent,
  rewrite: Rewrite | undefined,
): RepresentedEntities {
  const representations: ResponseObject[] = [];
  const positions: number[][] = [];
  const indexByText = new Map<string, number>();
  located.objects.forEach((object, position) => {
    const representation = represent(object);
    if (typeof representation?.['__typename'] !== 'string') return;
    rewrite?.(representation);
    const text = located.objects.length > 1 ? JSON.stringify(representation) : '';
    const known = indexByText.get(text);
    if (known !== undefined) {
      positions[known]?.push(position);
      return;
    }
    indexByText.set(text, representations.length);
    representations.push(representation);
    positions.push([position]);
  });
  return { representations, positions };
}

/** Gives the place of an entity that is none, if there is one. */
function mergeEntities(
  received: readonly unknown[],
  located: LocatedObjects,
  { positions }: RepresentedEntities,
  rewrite: Rewrite | undefined,
): ResponsePath | undefined {
  let misfit: ResponsePath | undefined;
  received.forEach((entity, index) => {
    if (!isResponseObject(entity)) {
      if (entity !== null) misfit ??= located.pathOf(positions[index]?.[0] ?? 0);
      return;
    }
    const targets = positions[index]?.map((position) => located.objects[position]) ?? [];
    // The answer of an entity need not repeat its type; conditions of the rewrites ask for it.
    entity['__typename'] ??= targets[0]?.['__typename'];
    rewrite?.(entity);
    for (const target of targets) if (target) mergeAnswer(target, entity);
  });
  return misfit;
}

/** `_entities.2.name` stands at the first place of that entity; an error of the whole fetch stands at all of them. */
function placeOfEntityError(
  { path = [] }: GraphQLFormattedError,
  located: LocatedObjects,
  { positions }: RepresentedEntities,
): ResponsePath {
  const [field, index, ...below] = path;
  if (field !== '_entities') return [...located.place, ...path];
  const position = typeof index === 'number' ? positions[index]?.[0] : undefined;
  return position === undefined ? located.place : [...located.pathOf(position), ...below];
}
