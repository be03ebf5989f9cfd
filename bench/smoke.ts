import { randomUUID } from 'node:crypto';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { importAddresses } from '@rotunda/postal/import-addresses';
import type { Persona } from '@rotunda/platform/personas';
import { applyLoad } from './apply-load.ts';
import { type RotundaProcesses, startRotundaProcesses } from './rotunda-processes.ts';
import { noProgress, syntheticAddress, writeSyntheticAddresses } from './synthetic-addresses.ts';

const secondsPerFlow = 8;
const warmUpSeconds = 3;
const connections = 32;
const households = 150_000;

interface Flow {
  readonly name: string;
  readonly persona: Persona['name'];
  readonly document: string;
  variables(): Record<string, unknown>;
  /** A text that every right answer holds. */
  readonly expected: string;
}

/** One JSON line a flow: throughput, latency as the client sees it, and CPU milliseconds a request of each process. */
export async function smoke(): Promise<void> {
  const house = await startRotundaProcesses();
  try {
    await loadHouseholds(house);
    for (const flow of await flowsOf(house)) console.log(JSON.stringify(await measure(house, flow)));
  } finally {
    await house.stop();
  }
}

async function loadHouseholds(house: RotundaProcesses): Promise<void> {
  const file = join(tmpdir(), `rotunda-households-${process.pid}.csv`);
  await writeSyntheticAddresses(file, households);
  await importAddresses({
    databaseUrl: house.databaseUrls.postal,
    files: [file],
    faultPolicy: 'refuse',
    progress: noProgress,
  });
}

async function flowsOf(house: RotundaProcesses): Promise<readonly Flow[]> {
  const patients = await patientsOfTheClinician(house);
  let household = 0;
  let patient = 0;
  return [
    {
      name: 'place an order',
      persona: 'householder',
      document: `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { replayed order { number status } userErrors { code message } } }`,
      variables: () => ({
        input: {
          idempotencyKey: randomUUID(),
          campaign: 'home-tests-2026',
          address: syntheticAddress(household++),
          recipientName: 'Synthetic Resident',
        },
      }),
      expected: '"status":"',
    },
    {
      name: 'picture query',
      persona: 'watch-officer',
      document: `query Picture($area: AreaInput!) { operatingPicture(area: $area) { at tracks(first: 100) { nodes { id label status identity { value } position { longitude latitude } } } alerts { id code state } summary { tracks openAlerts } } }`,
      variables: () => ({ area: { circle: { longitude: -77.03, latitude: 38.87, radiusNm: 30 } } }),
      expected: '"tracks":{"nodes":[{',
    },
    {
      name: 'patient summary',
      persona: 'clinician',
      document: `query Summary($id: ID!) { patient(id: $id) { id summary { problems { state items { code { text { value } } } } allergies { state items { code { text { value } } } } medications { state items { medication { text { value } } } } } } }`,
      variables: () => ({ id: patients[patient++ % patients.length] }),
      expected: '"problems":{"state"',
    },
    {
      name: 'three-wing query',
      persona: 'partner',
      document: `query County { region(fips: "11001") { name reliefCoverage(campaign: "home-tests-2026") { households } openAlerts { code } health { patients } } }`,
      variables: () => ({}),
      expected: '"reliefCoverage":{"households":',
    },
  ];
}

async function patientsOfTheClinician(house: RotundaProcesses): Promise<readonly string[]> {
  const response = await fetch(house.endpoint, {
    method: 'POST',
    headers: await headersFor(house, 'clinician'),
    body: JSON.stringify({ query: '{ patients(first: 25) { nodes { id } } }' }),
  });
  const answer = await response.text();
  const patients: unknown = JSON.parse(answer).data?.patients?.nodes;
  if (!Array.isArray(patients) || patients.length === 0)
    throw new Error(`No patients: ${answer.slice(0, 400)}`);
  return patients.map(({ id }: { id: string }) => id);
}

async function measure(house: RotundaProcesses, flow: Flow): Promise<Record<string, unknown>> {
  const headers = await headersFor(house, flow.persona);
  const load = {
    url: house.endpoint,
    headers,
    connections,
    next: () => JSON.stringify({ query: flow.document, variables: flow.variables() }),
    check(answer: string) {
      if (!answer.includes(flow.expected))
        throw new Error(`${flow.name}: unexpected answer ${answer.slice(0, 400)}`);
    },
  };
  await applyLoad({ ...load, seconds: warmUpSeconds });
  const before = house.cpuTimesMs();
  const result = await applyLoad({ ...load, seconds: secondsPerFlow });
  const after = house.cpuTimesMs();
  const cpuMsPerRequest = Object.fromEntries(
    Object.entries(after).map(([name, time]) => [
      name,
      round((time - (before[name] ?? 0)) / result.requests),
    ]),
  );
  return {
    flow: flow.name,
    connections,
    ...result,
    cpuMsPerRequest,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
  };
}

async function headersFor(
  house: RotundaProcesses,
  persona: Persona['name'],
): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await house.tokenFor(persona)}`, 'content-type': 'application/json' };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
