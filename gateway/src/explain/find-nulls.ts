import type { AskedNode } from './asked-tree.ts';

/** Response keys and positions from the root of an answer. */
export type AnswerPath = readonly (string | number)[];

/** The places of an answer that hold null, in the order of the answer; at most as many as may be told. */
export function findNulls(asked: AskedNode, data: unknown, atMost: number): readonly AnswerPath[] {
  const nulls: AnswerPath[] = [];

  function look(node: AskedNode, value: unknown, path: AnswerPath): void {
    if (nulls.length >= atMost || value === undefined) return;
    if (value === null) nulls.push(path);
    else if (Array.isArray(value)) value.forEach((item, index) => look(node, item, [...path, index]));
    else if (typeof value === 'object') {
      for (const [key, child] of node.children) {
        if (Object.hasOwn(value, key)) look(child, Reflect.get(value, key), [...path, key]);
      }
    }
  }

  look(asked, data, []);
  return nulls;
}
