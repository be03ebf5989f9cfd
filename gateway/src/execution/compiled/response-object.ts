/** An object of an answer, as JSON gave it. */
export interface ResponseObject {
  [key: string]: unknown;
}

export function isResponseObject(value: unknown): value is ResponseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own value: a key such as `constructor` never reaches the prototype. */
export function ownValue(object: ResponseObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** What stands at a path below a value; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((parent, key) => {
    if (Array.isArray(parent)) return parent[Number(key)];
    return isResponseObject(parent) ? ownValue(parent, String(key)) : undefined;
  }, value);
}

/** Sets an own property, also when its name is `__proto__`. */
export function setOwnValue(object: ResponseObject, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Merges what a wing answered into what is known. Lists of one length merge item by item. A null never erases an object that another
 * wing gave: which answer comes last must not decide.
 */
export function mergeAnswer(known: ResponseObject, answer: ResponseObject): void {
  for (const key of Object.keys(answer)) {
    const value = answer[key];
    const present = ownValue(known, key);
    if (isResponseObject(present)) {
      if (isResponseObject(value)) mergeAnswer(present, value);
      else if (value != null) setOwnValue(known, key, value);
    } else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) {
      mergeItems(present, value);
    } else if (value !== undefined) {
      setOwnValue(known, key, value);
    }
  }
}

function mergeItems(known: unknown[], answer: readonly unknown[]): void {
  answer.forEach((value, index) => {
    const present = known[index];
    if (isResponseObject(present) && isResponseObject(value)) mergeAnswer(present, value);
    else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length)
      mergeItems(present, value);
    else if (!isResponseObject(present) || value != null) known[index] = value;
  });
}
