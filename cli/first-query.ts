export const firstQuery = '{ region(fips: "11001") { fips name } }';

/** A first request to copy, and the answer to expect. */
export function describeFirstQuery(url: string): string {
  return `curl ${url}/graphql`;
}
