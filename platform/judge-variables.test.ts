import { expect, test } from '@jest/globals';
import { Kind, buildSchema, parse } from 'graphql';
import { judgeVariables } from './judge-variables.ts';
import { Refusal } from './refusal.ts';

const schema = buildSchema(`
  scalar Zip
  enum Channel { WEB PHONE }
  input Contact { email: String phones: [Int!] channel: Channel }
  input Order { name: String! contact: Contact zip: Zip }
  type Query { order(input: Order!): Int }
`);
Object.assign(schema.getType('Zip') ?? {}, {
  parseValue() {
    throw new Refusal('BAD_INPUT', 'Zip: give five digits.');
  },
});
const [operation] = parse('query($input: Order!) { order(input: $input) }').definitions;
const definitions =
  operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];

const sentencesFor = (given: Record<string, unknown>) =>
  judgeVariables(schema, definitions, given, 3).errors?.map(({ message }) => message);

const secret = 'Jane Roe, at "1 Elm St"; 202-555-0177';

test.each([
  [
    'a value of another kind',
    { name: { secret } },
    '"$input" is not valid at "input.name": String cannot represent a non string value.',
  ],
  [
    'an item of a list',
    { name: '', contact: { phones: [1, secret] } },
    '"$input" is not valid at "input.contact.phones[1]": Int cannot represent non-integer value.',
  ],
  [
    'a word that is none of an enum',
    { name: '', contact: { channel: secret } },
    '"$input" is not valid at "input.contact.channel": This value does not exist in "Channel" enum.',
  ],
  [
    'a number for a word of an enum',
    { name: '', contact: { channel: 2025550177 } },
    '"$input" is not valid at "input.contact.channel": Enum "Channel" cannot represent non-string value.',
  ],
  [
    'a field too many',
    { name: '', contact: { email: secret, fax: secret } },
    '"$input" is not valid at "input.contact": Field "fax" is not defined by type "Contact".',
  ],
  [
    'a field that is missing',
    { contact: { email: secret } },
    '"$input" is not valid: Field "name" of required type "String!" was not provided.',
  ],
  [
    'a scalar of ours',
    { name: '', zip: secret },
    '"$input" is not valid at "input.zip": Zip: give five digits.',
  ],
  ['another value altogether', secret, '"$input" is not valid: Expected type "Order" to be an object.'],
])('%s is refused with its place and the reason, and without the value', (_what, input, sentence) => {
  const sentences = sentencesFor({ input });

  expect(sentences).toEqual([`Variable ${sentence}`]);
});

test('a variable that is missing is named', () => {
  expect(sentencesFor({})).toEqual(['Variable "$input" of required type "Order!" was not provided.']);
});

test('the code of a refusal stays with it', () => {
  const { errors } = judgeVariables(schema, definitions, { input: { name: '', zip: secret } }, 3);

  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_INPUT' });
});
