export interface DemonstrationPlace {
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

const washington = [
  '20001',
  '20002',
  '20003',
  '20005',
  '20007',
  '20009',
  '20010',
  '20011',
  '20017',
  '20018',
  '20019',
  '20020',
  '20024',
  '20032',
];

/** Washington, DC (FIPS 11001); each of these ZIPs lies in that county alone. */
export const washingtonPlaces: readonly DemonstrationPlace[] = washington.map((postalCode) => ({
  city: 'Washington',
  state: 'DC',
  postalCode,
}));

/** ZIPs of six other counties: 51013 twice, 24033, 24031, 06037, 17031, 12086. */
export const otherPlaces: readonly DemonstrationPlace[] = [
  { city: 'Arlington', state: 'VA', postalCode: '22201' },
  { city: 'Arlington', state: 'VA', postalCode: '22202' },
  { city: 'College Park', state: 'MD', postalCode: '20740' },
  { city: 'Silver Spring', state: 'MD', postalCode: '20902' },
  { city: 'Los Angeles', state: 'CA', postalCode: '90012' },
  { city: 'Chicago', state: 'IL', postalCode: '60608' },
  { city: 'Miami', state: 'FL', postalCode: '33125' },
];
