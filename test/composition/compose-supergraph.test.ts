import { describe, expect, test } from '@jest/globals';
import { CompositionProblem, composeSupergraph } from '@rotunda/gateway/supergraph/compose-supergraph';
import { loadSupergraph } from '@rotunda/gateway/supergraph/load-supergraph';
import { buildSchema } from 'graphql';
import { tinySdl } from '../fixtures/tiny-wings/tiny-wings.ts';

const wing = (sdl: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n${sdl}`;

describe('composing the wings', () => {
  test('gives the same text however often it is done', () => {
    expect(composeSupergraph(tinySdl)).toEqual(composeSupergraph(tinySdl));
  });

  test('shows clients types and fields without machinery', () => {
    const api = buildSchema(composeSupergraph(tinySdl).apiSdl);

    expect(Object.keys(api.getQueryType()?.getFields() ?? {})).toContain('region');
    expect(
      Object.keys(api.getTypeMap()).filter((name) => /join|link|_Any|requiresScopes/.test(name)),
    ).toEqual([]);
  });

  test('keeps the requirements of access in the supergraph', () => {
    const { access } = loadSupergraph(composeSupergraph(tinySdl).supergraphSdl);

    expect(access.ofField('Query', 'tracks')?.scopes).toEqual([['watch:read']]);
    expect(access.ofType('Patient')).toMatchObject({ authenticated: true, scopes: [['clinic:read']] });
    expect(access.scopes).toContain('mail:all');
  });

  test('names the wings and lines of a conflict', () => {
    const conflict = () =>
      composeSupergraph({ one: wing('type Query { x: Int }'), two: wing('type Query {\n  x: String\n}') });

    expect(conflict).toThrow(CompositionProblem);
    expect(conflict).toThrow(/FIELD_TYPE_MISMATCH.*"Query\.x".*one:2.*two:3/s);
  });

  test('refuses a required field with arguments, which other arguments of a caller would overwrite', () => {
    const price = (requires: string) => ({
      one: wing(
        'type Query { item: Item } type Item @key(fields: "id") { id: ID! price(in: String): Int net: Int }',
      ),
      two: wing(
        `type Item @key(fields: "id") { id: ID! price(in: String): Int @external net: Int @external tax: Int @requires(fields: "${requires}") }`,
      ).replace('"@key"', '"@requires", "@external", "@key"'),
    });

    expect(() => composeSupergraph(price('price(in: \\"USD\\") net'))).toThrow(
      /Item\.tax requires .*cannot take arguments/,
    );
    expect(() => composeSupergraph(price('price net'))).not.toThrow();
  });

  test('refuses a field that moves for a share of the requests, which one plan for all would not move', () => {
    const moving = (label: string) => {
      const item = (price: string) =>
        wing(`type Query { item: Item @shareable } type Item @key(fields: "id") { id: ID! ${price} }`);
      return {
        one: item('price: Int'),
        two: item(`price: Int @override(from: "one"${label})`).replace('"@key"', '"@override", "@key"'),
      };
    };

    expect(() => composeSupergraph(moving(', label: "percent(0.5)"'))).toThrow(
      /Item\.price moves by the label "percent\(0\.5\)"/,
    );
    for (const label of ['', ', label: "percent(0)"', ', label: "autumn"'])
      expect(() => composeSupergraph(moving(label))).not.toThrow();
  });

  test('names the wing whose text does not parse', () => {
    expect(() => composeSupergraph({ one: wing('type Query {') })).toThrow(/\[one\] Syntax Error/);
  });
});

describe('loading a supergraph', () => {
  test('hides what is inaccessible from clients', () => {
    const hidden = wing('type Query { x: Int y: Int @inaccessible }').replace(
      '"@key"',
      '"@inaccessible", "@key"',
    );

    const { clientSchema } = loadSupergraph(composeSupergraph({ one: hidden }).supergraphSdl);

    expect(Object.keys(clientSchema.getQueryType()?.getFields() ?? {})).toEqual(['x']);
  });

  test('refuses a security feature that the gateway would not enforce', () => {
    const { supergraphSdl } = composeSupergraph(tinySdl);
    const renamed = supergraphSdl.replace('requiresScopes/v0.1"', 'requiresScopes/v0.1", as: "scopes"');
    const unknown = supergraphSdl.replace(
      'https://specs.apollo.dev/policy/v0.1',
      'https://specs.example.gov/vault/v0.1',
    );

    expect(() => loadSupergraph(renamed)).toThrow('does not enforce');
    expect(() => loadSupergraph(unknown)).toThrow('does not enforce');
  });
});
