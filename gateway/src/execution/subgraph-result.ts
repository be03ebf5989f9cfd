import type { SubgraphResult } from '@rotunda/platform/subgraph-executor';

/** A wing's result out of parsed JSON. Throws where the value has not the shape of one. */
export function readSubgraphResult(value: unknown): SubgraphResult {
  if (!isRecord(value)) throw new Error('The wing answered something that is not a result.');
  const { data, errors, standing } = value;
  const dataFits = data === undefined || data === null || isRecord(data);
  const errorsFit = errors === undefined || (Array.isArray(errors) && errors.every(isFormattedError));
  const standingFits = standing === undefined || isStanding(standing);
  if (!dataFits || !errorsFit || !standingFits || (data === undefined && errors === undefined)) {
    throw new Error('The wing answered something that is not a result.');
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStanding(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value['variesBy'])) return false;
  const figuresFit = typeof value['ms'] === 'number' && typeof value['askPerSecond'] === 'number';
  return figuresFit && value['variesBy'].every((name) => typeof name === 'string');
}

function isFormattedError(value: unknown): boolean {
  return isRecord(value) && typeof value['message'] === 'string';
}
