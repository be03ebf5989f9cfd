import { describe, expect, test } from '@jest/globals';
import { allZips } from '../zip-directory.ts';
import { standardise } from './standardise.ts';
import { isMilitaryState } from './states.ts';

function linesOf(line1: string): readonly (string | undefined)[] {
  const address = standardise({ line1 });
  return address.kind === 'UNPARSEABLE' ? [address.reason] : [address.deliveryLine, address.lastLine];
}

describe('a whole address on one line', () => {
  test.each([
    ['1745 t street southeast washington dc 20020', '1745 T ST SE', 'WASHINGTON DC 20020'],
    ['1745 T St SE Washington DC', '1745 T ST SE', 'WASHINGTON DC'],
    ['233 S Wacker Dr Ste 4000 Chicago, IL 60606', '233 S WACKER DR STE 4000', 'CHICAGO IL 60606'],
    ['12 Elm St Winston Salem NC 27101', '12 ELM ST', 'WINSTON SALEM NC 27101'],
    ["12 Elm St Coeur d'Alene Idaho 83814", '12 ELM ST', 'COEUR DALENE ID 83814'],
    ['12 Elm Street New York New York 10001', '12 ELM ST', 'NEW YORK NY 10001'],
    ['12 Elm Street Kansas City Kansas', '12 ELM ST', 'KANSAS CITY KS'],
    ['12 Elm Street Apt 4 St. Louis MO 63101', '12 ELM ST APT 4', 'SAINT LOUIS MO 63101'],
    ['12 Elm Ave North Las Vegas NV 89030', '12 ELM AVE', 'NORTH LAS VEGAS NV 89030'],
    ['12 Elm Court West Palm Beach FL 33401', '12 ELM CT', 'WEST PALM BEACH FL 33401'],
    ['12 Elm Street East Hartford CT 06103', '12 ELM ST E', 'HARTFORD CT 06103'],
    ['12 Elm Street East Hartford CT 06108', '12 ELM ST', 'EAST HARTFORD CT 06108'],
    ['1120 N 200 East # 3 Logan UT', '1120 N 200 E # 3', 'LOGAN UT'],
    ['12 Elm St Apt 4 Outer Nowhere NV 89030', '12 ELM ST APT 4', 'OUTER NOWHERE NV 89030'],
    ['PO Box 12 Dover DE', 'PO BOX 12', 'DOVER DE'],
    ['12 Broadway Apt 5 New York NY', '12 BROADWAY APT 5', 'NEW YORK NY'],
    ['12 Elm St St Thomas VI 00802', '12 ELM ST', 'SAINT THOMAS VI 00802'],
    ['12 Elm St St Thomas VI', '12 ELM ST', 'SAINT THOMAS VI'],
    ['12 Elm St Saint Thomas VI 00802', '12 ELM ST', 'SAINT THOMAS VI 00802'],
  ])('%s is divided without a comma before its city', (given, street, last) =>
    expect(linesOf(given)).toEqual([street, last]),
  );

  test('the city of every tenth ZIP is told from the street before it', () => {
    const zips = allZips().filter(
      ({ state }, index) => index % 10 === 0 && !isMilitaryState(state) && state !== 'PR',
    );
    const missed = zips.filter(({ zip, city, state }) => {
      const address = standardise({ line1: `12 N Elm Ave Apt 4 ${city} ${state} ${zip}` });
      return address.kind === 'UNPARSEABLE' || address.deliveryLine !== '12 N ELM AVE APT 4';
    });
    // What is left are names of firms and camps.
    expect(missed.length).toBeLessThan(5);
  });

  test.each([
    ['12 Elm St, #200 Dover DE 19901', '12 ELM ST # 200', 'DOVER DE 19901'],
    ['12 Elm St, DE 19901', '12 ELM ST', 'DE 19901'],
    ['12 Elm St, Dover 19901', '12 ELM ST', 'DOVER 19901'],
    ['12 Elm St, 19901', '12 ELM ST', '19901'],
    ['12 Elm St, Washington 20020', '12 ELM ST', 'WASHINGTON 20020'],
    ['12 Elm St, New York, New York', '12 ELM ST', 'NEW YORK NY'],
    ['PSC 76 Bx 1234 APO, AP 96319-1234', 'PSC 76 BOX 1234', 'APO AP 96319-1234'],
  ])('%s is divided at whichever commas it has', (given, street, last) =>
    expect(linesOf(given)).toEqual([street, last]),
  );

  test.each(['USA', 'U.S.A.', 'US', 'United States', 'United States of America'])(
    'the country %s behind it is no part of it',
    (country) => {
      expect(linesOf(`12 Elm St, Dover, DE 19901, ${country}`)).toEqual(['12 ELM ST', 'DOVER DE 19901']);
      expect(linesOf(`12 Elm St Dover Delaware ${country}`)).toEqual(['12 ELM ST', 'DOVER DE']);
      expect(linesOf(`12 Elm St\nDover DE 19901 1234\n${country}`)).toEqual([
        '12 ELM ST',
        'DOVER DE 19901-1234',
      ]);
    },
  );

  test.each([
    ['12 Elm Ct', '12 ELM CT'],
    ['100 Old Dover Ct', '100 OLD DOVER CT'],
    ['12 Elm St Apt 10001', '12 ELM ST APT 10001'],
    ['12 Elm St, 4B', '12 ELM ST # 4B'],
    ['12 Elm St', '12 ELM ST'],
  ])('%s has no last line, though its end looks like one', (given, street) =>
    expect(linesOf(given)).toEqual([street, '']),
  );

  test('a line that is only a last line is no street', () => {
    expect(linesOf('Dover DE 19901')).not.toEqual(['', 'DOVER DE 19901']);
  });
});
