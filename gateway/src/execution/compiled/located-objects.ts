import { type ResponseObject, isResponseObject, ownValue } from './response-object.ts';

export type ResponsePath = readonly (string | number)[];

/** Objects of an answer that is being filled, and how to say where each stands. */
export interface LocatedObjects {
  /** The plan's path to all of them; `@` stands for every item of a list. */
  readonly place: ResponsePath;
  readonly objects: readonly ResponseObject[];
  /** Where the object stands in the caller's answer; worked out only when an error needs it. */
  pathOf(index: number): ResponsePath;
}

/** The whole answer as the only located object. */
export function locateRoot(root: ResponseObject): LocatedObjects {
  return { place: nowhere, objects: [root], pathOf: pathOfRoot };
}

const nowhere: ResponsePath = [];
const pathOfRoot = () => nowhere;

/** The objects at a plan's path below others; `@` walks a list. Nulls on the way end that branch. */
export function locateBelow(located: LocatedObjects, path: ResponsePath): LocatedObjects {
  const objects: ResponseObject[] = [];
  for (const object of located.objects) collect(object, path, 0, objects);
  let paths: ResponsePath[] | undefined;
  return {
    place: [...located.place, ...path],
    objects,
    pathOf(index) {
      paths ??= located.objects.flatMap((object, position) =>
        pathsBelow(object, path, 0, located.pathOf(position)),
      );
      return paths[index] ?? [];
    },
  };
}

function collect(value: unknown, path: ResponsePath, depth: number, found: ResponseObject[]): void {
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    for (const item of value) collect(item, path, next, found);
  } else if (isResponseObject(value)) {
    const element = path[depth];
    if (element === undefined) found.push(value);
    else if (typeof element === 'string') collect(ownValue(value, element), path, depth + 1, found);
  }
}

function pathsBelow(value: unknown, path: ResponsePath, depth: number, parent: ResponsePath): ResponsePath[] {
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    return value.flatMap((item, index) => pathsBelow(item, path, next, [...parent, index]));
  }
  if (!isResponseObject(value)) return [];
  const element = path[depth];
  if (element === undefined) return [parent];
  return typeof element === 'string'
    ? pathsBelow(ownValue(value, element), path, depth + 1, [...parent, element])
    : [];
}
