import { describe, expect, test } from '@jest/globals';
import { foldName } from './fold-name.ts';
import { patientColumns } from './patient-columns.ts';

test.each([
  [['Nguyễn Văn Đức'], ' nguyen van duc '],
  [['María', "O'Brien"], ' maria o brien '],
  [['王小明'], ' 王小明 '],
  [['محمد'], ' محمد '],
  [['Elm', 'ELM'], ' elm '],
  [[], ''],
])('the names %j fold to %j', (names, folded) => {
  expect(foldName(names)).toBe(folded);
});

describe('the county of a patient', () => {
  const living = (address: object) =>
    patientColumns({ resourceType: 'Patient', address: [address] }).countyFips;
  const at = (latitude: number, longitude: number) => ({
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/geolocation',
        extension: [
          { url: 'latitude', valueDecimal: latitude },
          { url: 'longitude', valueDecimal: longitude },
        ],
      },
    ],
  });

  test('follows from the position', () => expect(living(at(38.9, -77.03))).toBe('11001'));
  test('follows from a ZIP of one county', () => expect(living({ postalCode: '20001-1234' })).toBe('11001'));
  test('is unknown for a ZIP of several counties', () =>
    expect(living({ postalCode: '22204', state: 'VA' })).toBeUndefined());
  test('is the position where ZIP and position differ', () =>
    expect(living({ ...at(38.9, -77.03), postalCode: '90012' })).toBe('11001'));
  test('is unknown without either', () => expect(living({ postalCode: '00000' })).toBeUndefined());
  test('is not that of an address they have left', () =>
    expect(living({ use: 'old', postalCode: '20001' })).toBeUndefined());
});

test('the preferred language comes first, the others stay', () => {
  const spoken = (code: string, preferred?: boolean) => ({
    language: { coding: [{ code }] },
    ...(preferred ? { preferred } : {}),
  });

  const { language, languages } = patientColumns({
    resourceType: 'Patient',
    communication: [spoken('en'), spoken('vi', true)],
  });

  expect({ language, languages }).toEqual({ language: 'vi', languages: ['vi', 'en'] });
});

test('a birth year spans its days', () => {
  expect(patientColumns({ resourceType: 'Patient', birthDate: '1965' }).birthDays).toEqual({
    from: '1965-01-01',
    to: '1965-12-31',
  });
});
