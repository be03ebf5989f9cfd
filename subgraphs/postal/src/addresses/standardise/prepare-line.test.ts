import { describe, expect, test } from '@jest/globals';
import { standardise } from './standardise.ts';

function read(line1: string, rest: { line2?: string; state?: string } = {}): unknown {
  const address = standardise({ line1, ...rest });
  return address.kind === 'UNPARSEABLE' ? address : { ...address, line: address.deliveryLine };
}

describe('whom a parcel is for is no part of the address', () => {
  test.each([
    'c/o Jane Roe, 10 Main St Apt 4',
    '10 Main St Apt 4 c/o Jane Roe',
    '10 Main St Apt 4, C/O Jane Roe',
    'Attn: Jane Roe\n10 Main St Apt 4',
    'ATTN JANE ROE 10 Main St Apt 4',
    '10 Main St Apt 4, care of Jane Roe',
  ])('%s', (given) => {
    const address = read(given);
    expect(address).toMatchObject({ line: '10 MAIN ST APT 4', unitDoubt: undefined, firm: undefined });
    expect(JSON.stringify(address)).not.toContain('ROE');
  });

  test('a firm between them stays', () => {
    expect(read('Attn Jane Roe\nAcme Corp\n10 Main St Ste 5')).toMatchObject({
      line: '10 MAIN ST STE 5',
      firm: 'ACME CORP',
    });
  });
});

describe('the number of a unit, a box or a road may be marked', () => {
  test.each([
    ['10 Main St Apt. No. 4', '10 MAIN ST APT 4'],
    ['10 Main St Apt Number 4', '10 MAIN ST APT 4'],
    ['10 Main St No. 4', '10 MAIN ST # 4'],
    ['10 Main St, No. 4', '10 MAIN ST # 4'],
    ['PO Box No. 12', 'PO BOX 12'],
    ['P.O. Box Number 12', 'PO BOX 12'],
    ['12 County Road No. 5', '12 COUNTY ROAD 5'],
    ['12 Old Number 6 Hwy', '12 OLD NUMBER 6 HWY'],
  ])('%s becomes %s', (given, standard) => expect(read(given)).toMatchObject({ line: standard }));
});

describe('a house number', () => {
  test.each([
    ['One City Hall Plaza', '1 CITY HALL PLZ'],
    ['Ten Penn Plaza Suite 5', '10 PENN PLZ STE 5'],
    ['12 One Mile Road', '12 ONE MILE RD'],
    ['Two Guys Court, 12 Main St', '12 MAIN ST'],
    ['S76 W17745 Bluemound Rd', 'S76W17745 BLUEMOUND RD'],
  ])('%s becomes %s', (given, standard) => expect(read(given)).toMatchObject({ line: standard }));
});

describe('what a comma divides and is one', () => {
  test.each([
    ['10 Elm Avenue, N.W.', '10 ELM AVE NW'],
    ['10 Elm Avenue, North East, Apt 4', '10 ELM AVE NE APT 4'],
    ['10 Martin Luther King, Jr. Blvd', '10 MARTIN LUTHER KING JR BLVD'],
    ['Box 24, RR 3', 'RR 3 BOX 24'],
    ['Box 1234, PSC 76', 'PSC 76 BOX 1234'],
    ['Acme Inc, 100 Broadway', '100 BROADWAY'],
    ['The Oaks, 100 Broadway, Apt 4', '100 BROADWAY APT 4'],
  ])('%s becomes %s', (given, standard) => expect(read(given)).toMatchObject({ line: standard }));
});

describe('streets of Puerto Rico', () => {
  test.each([
    ['Calle Luna 150', '150 CALLE LUNA'],
    ['Calle Luna #150 Apt 2', '150 CALLE LUNA APT 2'],
    ['Calle Luna No. 150', '150 CALLE LUNA'],
    ['Calle 13 SO 1234', '1234 CALLE 13 SO'],
    ['Calle 3 NO', 'CALLE 3 NO'],
    ['Carr 2 Km 12.3', 'CARR 2 KM 12.3'],
    ['Cond El Faro, 165 Ave Luna Apt 222', '165 AVE LUNA APT 222'],
    ['RR 4 Buzon 1234', 'RR 4 BOX 1234'],
  ])('%s becomes %s', (given, standard) =>
    expect(read(given, { state: 'PR' })).toMatchObject({ line: standard }),
  );

  test('an urbanization behind the street is read, too', () => {
    expect(read('B-5 Calle 7 Urb Villa Luz', { state: 'PR' })).toMatchObject({
      line: 'B-5 CALLE 7',
      components: { urbanization: 'VILLA LUZ' },
    });
  });
});

test.each([
  ['10 Main St Sp 44', '10 MAIN ST SPC 44'],
  ['10 Main St Upstairs', '10 MAIN ST UPPR'],
  ['10 Main St Second Floor', '10 MAIN ST FL 2'],
  ['10 Main St third floor rear', '10 MAIN ST FL 3 REAR'],
  ['10 Market Building Ste 200', '10 MARKET BUILDING STE 200'],
  ['12 Cty Hwy M', '12 COUNTY HIGHWAY M'],
  ['12 CTH M', '12 COUNTY HIGHWAY M'],
  ['12 TR 250', '12 TOWNSHIP ROAD 250'],
  ['12 PR 250', '12 PRIVATE ROAD 250'],
  ['12 W Farm Road 250', '12 W FARM ROAD 250'],
  ['12 South Ave W', '12 SOUTH AVE W'],
  ['12 E Avenue S', '12 E AVENUE S'],
  ['12 Farm-to-Market Road 187', '12 FM 187'],
  ['12 Ave of the Elms', '12 AVENUE OF THE ELMS'],
  ['Caller Service 12', 'PO BOX 12'],
  ['P.0. Box 12', 'PO BOX 12'],
  ['Post Ofc Box 12', 'PO BOX 12'],
  ['H C R 1 Box 23', 'HC 1 BOX 23'],
  ['SR 1 Box 23', 'HC 1 BOX 23'],
  ['12 SR 1', '12 STATE ROAD 1'],
  ['CMR467 Box 12', 'CMR 467 BOX 12'],
])('a usual spelling, %s, becomes %s', (given, standard) =>
  expect(read(given)).toMatchObject({ line: standard }),
);
