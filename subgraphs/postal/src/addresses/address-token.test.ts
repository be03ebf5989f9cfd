import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestRegister, createTestRegister } from './create-test-register.ts';
import type { AddressInput } from './standardise/standard-address.ts';

let register: TestRegister;

beforeAll(async () => {
  register = await createTestRegister();
});

afterAll(() => register.close());

const alexandria = { city: 'Alexandria', state: 'VA', zip: '22301' };
const check = (line1: string, rest: Omit<AddressInput, 'line1'>) =>
  register.checker.check({ line1, ...rest });

describe('the token', () => {
  test('says what the check said, for an hour', async () => {
    const checked = await check('202 1/2 Adams Ave', { ...alexandria, firm: 'Example Ltd' });
    const opened = register.checker.open(checked.token ?? '');
    expect(opened).toMatchObject({
      householdKey: checked.householdKey,
      buildingKey: checked.buildingKey,
      verdict: 'DELIVERABLE',
      dpv: 'Y',
      countyFips: '51510',
      registryVersion: 'OpenAddresses registered.csv',
      standardized: { deliveryLine: '202 1/2 ADAMS AVE', lastLine: 'ALEXANDRIA VA 22301', firm: undefined },
    });
    register.now = new Date(register.now.getTime() + 3_599_000);
    expect(register.checker.open(checked.token ?? '')).toHaveProperty('dpv');
    register.now = new Date(register.now.getTime() + 2_000);
    expect(register.checker.open(checked.token ?? '')).toBe('EXPIRED');
  });

  test('of another key, changed, cut or invented is forged', async () => {
    const { token = '' } = await check('202 Adams Ave', alexandria);
    const [body = '', mac = ''] = token.split('.');
    const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('202', '204')).toString(
      'base64url',
    );
    for (const forged of [
      `${changed}.${mac}`,
      `${body}.`,
      body,
      '',
      '.',
      'a.b',
      `${token}.x`,
      token.slice(0, -2),
    ]) {
      expect(register.checker.open(forged)).toBe('FORGED');
    }
  });

  test('is absent where there is no household to name', async () => {
    expect(await check('#', alexandria)).toMatchObject({ verdict: 'UNPARSEABLE', token: undefined });
    expect(await check('10 Main St', { city: 'Washington', state: 'DC' })).toMatchObject({
      verdict: 'NOT_FOUND',
      token: undefined,
    });
  });
});
