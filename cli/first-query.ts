/** Asks all three wings about one county, in one request. */
export const firstQuery = '{ region(fips: "11001") { name } }';

/** The answer over untouched demonstration data. */
export const firstAnswer = { data: { region: { name: 'District of Columbia' } } };

/** A first request to copy, asked by a partner agency, and the answer to expect. */
export function describeFirstQuery(url: string, token: string): string {
  return [
    'First query, as a partner agency:',
    `curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '${JSON.stringify({ query: firstQuery })}'`,
    '',
    'Its answer:',
    JSON.stringify(firstAnswer),
  ].join('\n');
}
