import type { Resolvers } from '../../generated/resolvers-types.ts';
import { openChart } from '../../access/open-chart.ts';
import { selectedFields, selectedKinds } from '../../access/selected-kinds.ts';
import { readSummary } from '../../summary/read-summary.ts';
import { ageInYears, readPatient, statedOrigins } from '../read-patient.ts';
import { patientLanguage } from '../patient-language.ts';
import { patientAccess } from '../../access/patient-access.ts';
import { patientLists } from './patient-lists.ts';

type PatientResolvers = NonNullable<Resolvers['Patient']>;

export const Patient: PatientResolvers = {
  __resolveReference: async ({ id }, request, info) =>
    (await openChart(request, { patientId: id, action: 'reference', recordKinds: selectedKinds(info) })) ??
    null,
  id: ({ patientId }) => patientId,
  name: async (chart, _arguments, { patients }) => {
    const names = (await readPatient(chart, patients)).resource.name ?? [];
    return names.find(({ use }) => use === 'official') ?? names[0] ?? null;
  },
  names: async (chart, _arguments, { patients }) => (await readPatient(chart, patients)).resource.name ?? [],
  birthDate: async (chart, _arguments, { patients }) => (await readPatient(chart, patients)).row.birthDate,
  ageYears: async (chart, _arguments, { patients, clock }) =>
    ageInYears((await readPatient(chart, patients)).row, clock.now()) ?? null,
  administrativeGender: async (chart, _arguments, { patients }) =>
    (await readPatient(chart, patients)).row.gender,
  race: async (chart, _arguments, { patients }) => statedOrigins(await readPatient(chart, patients), 'race'),
  ethnicity: async (chart, _arguments, { patients }) =>
    statedOrigins(await readPatient(chart, patients), 'ethnicity'),
  identifiers: async (chart, _arguments, { patients }) =>
    ((await readPatient(chart, patients)).resource.identifier ?? []).flatMap((identifier) =>
      identifier.value === undefined ? [] : [{ ...identifier, value: identifier.value }],
    ),
  contacts: async (chart, _arguments, { patients }) =>
    ((await readPatient(chart, patients)).resource.telecom ?? []).flatMap(({ system, value, use }) =>
      value === undefined ? [] : [{ system: system ?? null, value, use: use ?? null }],
    ),
  addresses: async (chart, _arguments, { patients }) =>
    ((await readPatient(chart, patients)).resource.address ?? []).map((address) => ({
      lines: address.line ?? [],
      city: address.city ?? null,
      state: address.state ?? null,
      postalCode: address.postalCode ?? null,
      country: address.country ?? null,
    })),
  region: async (chart, _arguments, { patients }) => {
    const { countyFips } = (await readPatient(chart, patients)).row;
    return countyFips === null ? null : { fips: countyFips };
  },
  deceasedAt: async (chart, _arguments, { patients }) => (await readPatient(chart, patients)).row.deceasedAt,
  language: async (chart, _arguments, { patients }) =>
    patientLanguage((await readPatient(chart, patients)).row),
  summary: (chart, { language }, { summaries, clock }, info) =>
    readSummary(summaries, clock, chart, { language: language ?? undefined, asked: selectedFields(info) }),
  ...patientLists,
  access: (chart) => patientAccess(chart),
  versionId: async (chart, _arguments, { patients }) => (await readPatient(chart, patients)).row.versionId,
  fhir: async (chart, _arguments, { patients }) => (await readPatient(chart, patients)).row.content,
};

export const PatientConnection: NonNullable<Resolvers['PatientConnection']> = {
  edges: ({ edges }) => [...edges],
  nodes: ({ nodes }) => [...nodes],
  totalCount: (connection) => connection.countAll(),
};

export const Identifier: NonNullable<Resolvers['Identifier']> = {
  system: ({ system }) => system ?? null,
  masked: ({ value }) => `…${value.slice(-4)}`,
};
