import type { SubgraphRequest } from '@rotunda/platform/subgraph-executor';

/** What a request to a wing says besides document and viewer token, as the members of a JSON object; nothing else that the object carries. */
export function membersOf(request: SubgraphRequest): string {
  const { operationName, variables, requestId, languages, deadlineAt, traceparent } = request;
  let text = `"requestId":${JSON.stringify(requestId)}`;
  if (operationName !== undefined) text += `,"operationName":${JSON.stringify(operationName)}`;
  if (variables !== undefined) text += `,"variables":${JSON.stringify(variables)}`;
  if (languages !== undefined) text += `,"languages":${JSON.stringify(languages)}`;
  if (deadlineAt !== undefined) text += `,"deadlineAt":${deadlineAt}`;
  if (traceparent !== undefined) text += `,"traceparent":${JSON.stringify(traceparent)}`;
  return text;
}
