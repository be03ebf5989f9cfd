import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '@rotunda/platform/clock';
import { openPool } from '@rotunda/platform/open-database';
import type { Subgraph } from '@rotunda/platform/subgraph';
import { createTestDatabase } from '@rotunda/platform/test-database';
import type { Viewer } from '@rotunda/platform/viewer';
import { type ExecutionResult, graphql } from 'graphql';
import type { Pool } from 'pg';
import { createHealth } from '../src/create-health.ts';
import { maskOf, type Sensitivity } from '../src/fhir/sensitivity.ts';

export const noon = new Date('2026-03-01T12:00:00.000Z');

export type Answer = ExecutionResult<Record<string, unknown>>;

/** A value deep in an answer; undefined where the path ends early. */
export function valueAt(answer: Answer, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    answer.data,
  );
}

/** A hospital with a database of its own, one doctor and no patients; closed by `close`. */
export interface Hospital {
  readonly health: Subgraph;
  readonly pool: Pool;
  readonly databaseUrl: string;
  ask(viewer: Viewer, source: string, variables?: Record<string, unknown>): Promise<Answer>;
  admit(patient?: PatientFacts): Promise<string>;
  record(patientId: string, facts: RecordFacts): Promise<string>;
  /** Puts an actor in care of a patient. */
  assign(patientId: string, actor: string, care?: CareFacts): Promise<void>;
  close(): Promise<void>;
}

interface PatientFacts {
  readonly id?: string;
  readonly family?: string;
  readonly birthDate?: string;
  readonly countyFips?: string;
  readonly language?: string;
  readonly postalCode?: string;
}

interface RecordFacts {
  readonly resource: { readonly resourceType: string } & Record<string, unknown>;
  readonly content?: string;
  readonly status?: string;
  readonly categories?: readonly string[];
  readonly at?: string | null;
  readonly sensitivities?: readonly Sensitivity[];
}

interface CareFacts {
  readonly basis?: 'CARE_TEAM' | 'ENCOUNTER' | 'GENERAL_PRACTITIONER';
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** Opens a hospital on an empty database. */
export async function openHospital(clock: Clock = { now: () => noon }): Promise<Hospital> {
  const database = await createTestDatabase('health');
  const health = await createHealth({ databaseUrl: database.url, clock });
  const pool = openPool(database.url);
  let issued = 0;
  const nextId = () => `01TEST${String((issued += 1)).padStart(20, '0')}`;

  async function record(patientId: string, facts: RecordFacts, recordId = nextId()): Promise<string> {
    const { resource, status, categories = [], sensitivities = [], at = '2026-01-15T08:00:00.000Z' } = facts;
    const content = facts.content ?? JSON.stringify({ id: recordId, ...resource });
    await pool.query(
      `INSERT INTO record (record_id, source_system, fhir_type, fhir_id, patient_id, version_id, last_updated, status,
         categories, clinical_date, clinical_at, sens_mask, confidentiality, label_author, content_hash, content, code)
       VALUES ($1, 'local', $2, $1, $3, 1, $4, $5, $6, $7::text, $7::text::timestamptz, $8, 'N', 'NONE', $9, $10, $11)`,
      [
        recordId,
        resource.resourceType,
        patientId,
        noon,
        status ?? null,
        categories,
        at,
        maskOf(sensitivities),
        createHash('sha256').update(content).digest('hex'),
        content,
        null,
      ],
    );
    return recordId;
  }

  return {
    health,
    pool,
    databaseUrl: database.url,
    record,

    async admit({ family = 'Testcase', birthDate = '1980-06-15', ...facts } = {}) {
      const id = facts.id ?? nextId();
      const resource = {
        resourceType: 'Patient',
        name: [{ use: 'official', family, given: ['Ada'] }],
        birthDate,
        identifier: [{ system: 'urn:test', value: 'MRN-123456' }],
      };
      await record(id, { resource, at: null }, id);
      await pool.query(
        `INSERT INTO patient (patient_id, source_system, fhir_id, active, name_text, family_name, given_names, names_folded,
           birth_date, birth_date_from, birth_date_to, deceased, gender, language, languages, address_lines, county_fips, postal_code)
         VALUES ($1, 'local', $1, true, $2, $2, '{Ada}', $3, $4::text, $4::text::date, $4::text::date, false, 'female', $5, $6, '{}', $7, $8)`,
        [
          id,
          family,
          ` ${family.toLowerCase()} ada `,
          birthDate,
          facts.language ?? null,
          facts.language ? [facts.language] : [],
          facts.countyFips ?? null,
          facts.postalCode ?? null,
        ],
      );
      return id;
    },

    async assign(patientId, actor, { basis = 'CARE_TEAM', from = null, to = null } = {}) {
      await pool.query(
        `INSERT INTO care_relationship (source_record_id, actor, patient_id, basis, valid_from, valid_to)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [nextId(), actor, patientId, basis, from, to],
      );
    },

    ask: (viewer, source, variables) => askWing(health, viewer, source, variables),

    async close() {
      await health.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** One operation, as the gateway would send it, with faults unmasked. */
export async function askWing(
  health: Subgraph,
  viewer: Viewer,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<Answer> {
  const facts = { requestId: randomUUID(), languages: undefined, deadlineAt: undefined, signal: undefined };
  const contextValue = health.requestFor(viewer, facts);
  return (await graphql({ schema: health.schema, source, contextValue, variableValues })) as Answer;
}

const clinicalScopes = [
  'condition',
  'allergy',
  'medication',
  'immunization',
  'observation',
  'procedure',
  'encounter',
].map((kind) => `health:${kind}:read`);

/** A clinician who states the purpose of treatment. */
export function aDoctor(practitioner: string, changes: Partial<Viewer> = {}): Viewer {
  return {
    subject: `user-${practitioner}`,
    authenticated: true,
    agency: 'VHA',
    scopes: new Set(['health:patient:read', 'health:patient:search', ...clinicalScopes]),
    purpose: 'TREATMENT',
    attributes: { practitioner },
    ...changes,
  };
}

/** A patient who asks for their own record. */
export function aPatientViewer(patient: string, changes: Partial<Viewer> = {}): Viewer {
  return {
    subject: `patient-${patient}`,
    authenticated: true,
    agency: undefined,
    scopes: new Set(['health:self:read']),
    purpose: 'PATIENT_REQUEST',
    attributes: { patient },
    ...changes,
  };
}

/** Somebody of the staff by role, without any scope. */
export function anOfficer(role: string): Viewer {
  return {
    subject: role,
    authenticated: true,
    agency: 'VHA',
    scopes: new Set(),
    purpose: undefined,
    attributes: { role },
  };
}

/** A condition with a SNOMED CT code. */
export function aCondition(code: string, display: string, changes: Partial<RecordFacts> = {}): RecordFacts {
  return {
    resource: {
      resourceType: 'Condition',
      code: { coding: [{ system: 'http://snomed.info/sct', code, display }], text: display },
    },
    status: 'active',
    ...changes,
  };
}
