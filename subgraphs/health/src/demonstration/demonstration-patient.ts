import {
  communities,
  type DemonstrationCommunity,
  familyNameMark,
  familyNames,
} from './demonstration-people.ts';
import { otherPlaces, washingtonPlaces } from './demonstration-places.ts';
import { practitionerIds } from './demonstration-care-providers.ts';
import { day, referTo, type Resource, syntheticMeta } from './resource-parts.ts';
import type { SeededRandom } from './seeded-random.ts';

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition';

/** The number-th patient (from 1). Every odd one lives in Washington, DC; the first speaks Spanish. */
export function demonstrationPatient(number: number, random: SeededRandom): Resource {
  const community = number === 1 ? communityOf('es') : communityAt(random.next());
  const gender = random.chance(0.52) ? 'female' : 'male';
  const places = number % 2 === 1 ? washingtonPlaces : otherPlaces;
  const { city, state, postalCode } = places[Math.floor(number / 2) % places.length] ?? washingtonFirst;
  const family = `${familyNameMark}${familyNames[number % familyNames.length] ?? familyNames[0]}`;
  return {
    resourceType: 'Patient',
    id: `demo-patient-${number}`,
    meta: syntheticMeta,
    extension: extensionsOf(community),
    identifier: [
      { system: 'urn:rotunda:demonstration:patient', value: `D-${String(number).padStart(6, '0')}` },
    ],
    active: true,
    name: [{ use: 'official', family, given: [random.pick(community[gender])] }],
    gender,
    birthDate: day(random.between(1936, 2016), random.between(1, 12), random.between(1, 28)),
    address: [
      { use: 'home', line: [`${100 + number} Example Street NW`], city, state, postalCode, country: 'US' },
    ],
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: community.language }] }, preferred: true },
    ],
    generalPractitioner: [
      referTo(
        'Practitioner',
        practitionerIds[1 + (number % (practitionerIds.length - 1))] ?? practitionerIds[0],
      ),
    ],
  };
}

const washingtonFirst = { city: 'Washington', state: 'DC', postalCode: '20001' };

function communityAt(share: number): DemonstrationCommunity {
  let sum = 0;
  return communities.find((community) => share < (sum += community.share)) ?? communities[0];
}

function communityOf(language: string): DemonstrationCommunity {
  return communities.find((community) => community.language === language) ?? communities[0];
}

function extensionsOf({
  race: [code, display],
  isHispanic,
  language,
}: DemonstrationCommunity): readonly unknown[] {
  const omb = 'urn:oid:2.16.840.1.113883.6.238';
  const ethnicity = isHispanic ? ['2135-2', 'Hispanic or Latino'] : ['2186-5', 'Not Hispanic or Latino'];
  const category = (url: string, [categoryCode, name]: readonly (string | undefined)[]) => ({
    url: `${usCore}/${url}`,
    extension: [
      { url: 'ombCategory', valueCoding: { system: omb, code: categoryCode, display: name } },
      { url: 'text', valueString: name },
    ],
  });
  return [
    category('us-core-race', [code, display]),
    category('us-core-ethnicity', ethnicity),
    {
      url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired',
      valueBoolean: language !== 'en',
    },
  ];
}
