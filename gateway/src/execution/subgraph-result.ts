import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';

/** A wing's result out of parsed JSON. Throws where the value has not the shape of one. */
export function readSubgraphResult(value: unknown): SubgraphResult {
  if (!isRecord(value)) throw new Error('The wing answered something that is not a result.');
  const { data, errors } = value;
  const dataFits = data === undefined || data === null || isRecord(data);
  const errorsFit = errors === undefined || (Array.isArray(errors) && errors.every(isFormattedError));
  if (!dataFits || !errorsFit || (data === undefined && errors === undefined)) {
    throw new Error('The wing answered something that is not a result.');
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFormattedError(value: unknown): boolean {
  return isRecord(value) && typeof value['message'] === 'string';
}
