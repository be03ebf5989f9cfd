import { describe, expect, test } from '@jest/globals';
import { countiesOfZip, countyAt, findRegion, regionBoundary } from '@rotunda/platform/regions';

describe('the register of states and counties', () => {
  test('a county carries the letters of its state and a state carries two digits', () => {
    expect(findRegion('11001')).toEqual({
      fips: '11001',
      name: 'District of Columbia',
      kind: 'COUNTY',
      state: 'DC',
    });
    expect(findRegion('72')).toEqual({ fips: '72', name: 'Puerto Rico', kind: 'STATE', state: 'PR' });
  });

  test('a code that the Census Bureau never gave is no region', () => {
    expect(findRegion('99999')).toBeUndefined();
    expect(findRegion('__proto__')).toBeUndefined();
    expect(regionBoundary('99999')).toBeUndefined();
  });

  test('a boundary is a closed ring of longitude and latitude', () => {
    const boundary = regionBoundary('11001');
    const ring = boundary?.type === 'Polygon' ? boundary.coordinates[0] : boundary?.coordinates[0]?.[0];
    expect(ring?.at(0)).toEqual(ring?.at(-1));
    expect(ring?.every(([longitude = 0, latitude = 0]) => longitude < -76 && latitude > 38)).toBe(true);
  });

  test('a position lies in the county that surrounds it, islands and territories included', () => {
    expect(countyAt(-77.0365, 38.8977)).toBe('11001');
    expect(countyAt(-77.0469, 38.8048)).toBe('51510');
    expect(countyAt(144.7937, 13.4443)).toBe('66010');
    expect(countyAt(-66.1057, 18.4655)).toBe('72127');
    expect(countyAt(-149.9003, 61.2181)).toBe('02020');
  });

  test('an independent city inside a county is not that county', () => {
    expect(countyAt(-77.3064, 38.8462)).toBe('51600');
    expect(countyAt(-77.2311, 38.8462)).toBe('51059');
  });

  test('a position at sea, abroad or out of range lies in no county', () => {
    expect(countyAt(-40, 40)).toBeUndefined();
    expect(countyAt(2.35, 48.85)).toBeUndefined();
    expect(countyAt(Number.NaN, 38)).toBeUndefined();
    expect(countyAt(-997, 38)).toBeUndefined();
  });

  test('a ZIP names all counties it reaches into, and a military ZIP none', () => {
    expect(countiesOfZip('20007')).toEqual(['11001']);
    expect(countiesOfZip('00601')).toEqual(['72113', '72001']);
    expect(countiesOfZip('09397')).toEqual([]);
    expect(countiesOfZip('96913')).toEqual(['66010']);
    expect(countiesOfZip('57770')).toContain('46102');
  });
});
