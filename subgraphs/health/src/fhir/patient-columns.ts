import { countiesOfZip, countyAt, findRegion } from '@rotunda/platform/regions';
import { daysOf } from './calendar.ts';
import { extensionAt, type Fields, objectAt, objectsAt, textAt, textsAt } from './fields.ts';
import { foldName } from './fold-name.ts';
import { writtenDigits } from './written-number.ts';

/** What is asked of a Patient often, typed. */
export interface PatientColumns {
  readonly active: boolean;
  readonly nameText: string;
  readonly familyName: string | undefined;
  readonly givenNames: readonly string[];
  readonly namesFolded: string;
  readonly birthDate: string | undefined;
  readonly birthDays: { readonly from: string; readonly to: string } | undefined;
  readonly deceased: boolean;
  readonly deceasedAt: string | undefined;
  readonly gender: string | undefined;
  readonly raceCode: string | undefined;
  readonly ethnicityCode: string | undefined;
  readonly language: string | undefined;
  readonly languages: readonly string[];
  readonly interpreterNeeded: boolean | undefined;
  readonly address: AddressColumns;
  readonly countyFips: string | undefined;
}

interface AddressColumns {
  readonly lines: readonly string[];
  readonly city: string | undefined;
  readonly state: string | undefined;
  readonly postalCode: string | undefined;
  readonly country: string | undefined;
}

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition';
const interpreterExtensions = [
  `${usCore}/us-core-interpreter-needed`,
  'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
];
const affirmed = '373066001';

/** The typed columns of a valid Patient resource. */
export function patientColumns(patient: Fields): PatientColumns {
  const names = objectsAt(patient, 'name');
  const name = preferred(names);
  const address = objectsAt(patient, 'address').find(({ use }) => use !== 'old') ?? {};
  const birthDate = textAt(patient, 'birthDate');
  const languages = languagesOf(patient);
  return {
    active: patient['active'] !== false,
    nameText: nameText(name),
    familyName: textAt(name, 'family'),
    givenNames: textsAt(name, 'given'),
    namesFolded: foldName(
      names.flatMap((each) => [nameText(each), textAt(each, 'family') ?? '', ...textsAt(each, 'given')]),
    ),
    birthDate,
    birthDays: birthDate === undefined ? undefined : daysOf(birthDate),
    deceased: patient['deceasedBoolean'] === true || 'deceasedDateTime' in patient,
    deceasedAt: textAt(patient, 'deceasedDateTime'),
    gender: textAt(patient, 'gender'),
    raceCode: ombCategory(patient, 'us-core-race'),
    ethnicityCode: ombCategory(patient, 'us-core-ethnicity'),
    language: languages[0],
    languages,
    interpreterNeeded: interpreterNeeded(patient),
    address: {
      lines: textsAt(address, 'line'),
      city: textAt(address, 'city'),
      state: textAt(address, 'state'),
      postalCode: textAt(address, 'postalCode'),
      country: textAt(address, 'country'),
    },
    countyFips: countyOf(address),
  };
}

function preferred(names: readonly Fields[]): Fields {
  return (
    names.find(({ use }) => use === 'official') ?? names.find(({ use }) => use === 'usual') ?? names[0] ?? {}
  );
}

function nameText(name: Fields): string {
  const parts = [
    ...textsAt(name, 'prefix'),
    ...textsAt(name, 'given'),
    textAt(name, 'family') ?? '',
    ...textsAt(name, 'suffix'),
  ];
  return textAt(name, 'text') ?? parts.filter((part) => part !== '').join(' ');
}

function languagesOf(patient: Fields): readonly string[] {
  const communications = objectsAt(patient, 'communication');
  const inOrder = [...communications].sort(
    (a, b) => Number(b['preferred'] === true) - Number(a['preferred'] === true),
  );
  return inOrder.flatMap(
    (each) => textAt(objectsAt(objectAt(each, 'language'), 'coding')[0] ?? {}, 'code') ?? [],
  );
}

function ombCategory(patient: Fields, extension: string): string | undefined {
  return textAt(
    objectAt(extensionAt(extensionAt(patient, `${usCore}/${extension}`), 'ombCategory'), 'valueCoding'),
    'code',
  );
}

function interpreterNeeded(patient: Fields): boolean | undefined {
  for (const url of interpreterExtensions) {
    const extension = extensionAt(patient, url);
    if (typeof extension['valueBoolean'] === 'boolean') return extension['valueBoolean'];
    const code = textAt(objectAt(extension, 'valueCoding'), 'code');
    if (code !== undefined) return code === affirmed;
  }
  return undefined;
}

function countyOf(address: Fields): string | undefined {
  const location = extensionAt(address, 'http://hl7.org/fhir/StructureDefinition/geolocation');
  const longitude = degrees(location, 'longitude');
  const latitude = degrees(location, 'latitude');
  const county =
    longitude === undefined || latitude === undefined ? undefined : countyAt(longitude, latitude);
  return county ?? countyOfZip(textAt(address, 'postalCode') ?? '', textAt(address, 'state'));
}

function degrees(location: Fields, name: string): number | undefined {
  const digits = writtenDigits(extensionAt(location, name)['valueDecimal']);
  return digits === undefined ? undefined : Number(digits);
}

/** A ZIP that lies in several counties tells none, unless the state leaves only one. */
function countyOfZip(postalCode: string, state: string | undefined): string | undefined {
  const counties = countiesOfZip(postalCode.slice(0, 5));
  const inState = counties.filter((fips) => findRegion(fips)?.state === state);
  const candidates = inState.length > 0 ? inState : counties;
  return candidates.length === 1 ? candidates[0] : undefined;
}
