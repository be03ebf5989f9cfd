/** Asks all three wings about one county, in one request; README.md shows it too. */
export const firstQuery =
  '{ region(fips: "11001") { name reliefCoverage(campaign: "home-tests-2026") { households } openAlerts { code airspace { designator } } health { patients } } }';

/** The answer over the demonstration data as it was written. */
export const firstAnswer = {
  data: {
    region: {
      name: 'District of Columbia',
      reliefCoverage: { households: 107 },
      openAlerts: [{ code: 'UNIDENTIFIED_IN_CONTROLLED_AIRSPACE', airspace: { designator: 'DC-FRZ' } }],
      health: { patients: 60 },
    },
  },
};

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
