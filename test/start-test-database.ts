/** Placeholder until the database of the test run exists. */
export default async function nothing(): Promise<void> {}
