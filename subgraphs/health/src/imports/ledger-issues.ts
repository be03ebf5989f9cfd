import type { ImportIssue } from '../generated/resolvers-types.ts';

/** Issues of a ledger row, as the importer wrote them: [{ severity, code, path?, message }]. */
export function issuesOf(stored: unknown): ImportIssue[] {
  if (!Array.isArray(stored)) return [];
  return stored.map((issue: unknown) => ({
    severity: textOf(issue, 'severity') ?? 'error',
    code: textOf(issue, 'code') ?? 'unknown',
    path: textOf(issue, 'path') ?? null,
    message: textOf(issue, 'message') ?? '',
  }));
}

function textOf(issue: unknown, name: string): string | undefined {
  if (typeof issue !== 'object' || issue === null) return undefined;
  const value: unknown = Reflect.get(issue, name);
  return typeof value === 'string' ? value : undefined;
}
