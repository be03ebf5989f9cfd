export interface DemonstrationCommunity {
  /** BCP 47 tag of the language they are spoken to in. */
  readonly language: string;
  readonly share: number;
  readonly female: readonly [string, ...string[]];
  readonly male: readonly [string, ...string[]];
  /** US Core race: OMB category code and its name. */
  readonly race: readonly [code: string, name: string];
  readonly isHispanic: boolean;
}

const white = ['2106-3', 'White'] as const;
const black = ['2054-5', 'Black or African American'] as const;
const asian = ['2028-9', 'Asian'] as const;
const other = ['2131-1', 'Other Race'] as const;

/** Common given names of several communities; family names are trees with a mark, so that nobody takes these for real persons. */
export const communities: readonly [DemonstrationCommunity, ...DemonstrationCommunity[]] = [
  {
    language: 'en',
    share: 0.34,
    female: ['Ada', 'Grace', 'Ruth', 'Ella', 'Joan'],
    male: ['Alan', 'Noah', 'Carl', 'Owen', 'Hugh'],
    race: black,
    isHispanic: false,
  },
  {
    language: 'en',
    share: 0.24,
    female: ['Mary', 'Anne', 'Edith', 'Clara', 'Nora'],
    male: ['John', 'Peter', 'Henry', 'Frank', 'Simon'],
    race: white,
    isHispanic: false,
  },
  {
    language: 'es',
    share: 0.18,
    female: ['María', 'Lucía', 'Inés', 'Sofía'],
    male: ['José', 'Andrés', 'Raúl', 'Martín'],
    race: other,
    isHispanic: true,
  },
  {
    language: 'vi',
    share: 0.08,
    female: ['Thị Hương', 'Thị Mai', 'Ngọc Ánh'],
    male: ['Văn Đức', 'Minh Tuấn', 'Quốc Bảo'],
    race: asian,
    isHispanic: false,
  },
  {
    language: 'zh',
    share: 0.06,
    female: ['Mei', 'Xiù', 'Lán'],
    male: ['Wěi', 'Jūn', 'Hào'],
    race: asian,
    isHispanic: false,
  },
  {
    language: 'am',
    share: 0.05,
    female: ['Almaz', 'Hirut'],
    male: ['Abebe', 'Tesfaye'],
    race: black,
    isHispanic: false,
  },
  {
    language: 'fr',
    share: 0.05,
    female: ['Élise', 'Aïcha'],
    male: ['Benoît', 'Moïse'],
    race: black,
    isHispanic: false,
  },
];

export const familyNames = [
  'Alder',
  'Aspen',
  'Beech',
  'Birch',
  'Cedar',
  'Elm',
  'Fir',
  'Hazel',
  'Hornbeam',
  'Juniper',
  'Larch',
  'Linden',
  'Maple',
  'Oak',
  'Pine',
  'Rowan',
  'Spruce',
  'Sycamore',
  'Willow',
  'Yew',
] as const;

/** Everyone's family name carries this. */
export const familyNameMark = 'Demo-';

export const practitionerNames = [
  ['Ivy', 'Chestnut'],
  ['Omar', 'Walnut'],
  ['Lena', 'Poplar'],
  ['Tomás', 'Hickory'],
] as const;
