import { validators } from '../generated/fhir/validators.js';
import { isJsonObject } from './element-checks.ts';
import { finding, type Issue, under } from './issue.ts';
import { findUnstorableText } from './unstorable-text.ts';

const none: readonly Issue[] = [];

/** Whether a word names a resource type of FHIR R4. */
export function isResourceType(type: unknown): type is string {
  return typeof type === 'string' && validators.has(type);
}

/**
 * Everything that is wrong with a parsed resource by FHIR R4 (4.0.1) itself: elements, cardinality, primitives, required value sets,
 * reference targets, and text that no database can hold. Profiles such as US Core are not asked for. Paths are FHIRPath.
 */
export function validateResource(resource: unknown, text: string): readonly Issue[] {
  const type = isJsonObject(resource) ? resource['resourceType'] : undefined;
  if (!isResourceType(type))
    return finding('unknown-type', 'resourceType must be a type of FHIR R4.') ?? none;
  const structural = validators.get(type)?.(resource) ?? none;
  const textual = findUnstorableText(resource, text) ?? none;
  if (structural.length + textual.length === 0) return none;
  return under(undefined, type, [...structural, ...textual]) ?? none;
}
