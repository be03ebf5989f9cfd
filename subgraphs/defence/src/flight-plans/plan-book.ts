import { type HeldPlan, isLivePlan } from './held-plan.ts';

/** Names by which a track may ask for plans. */
interface PlanQuestion {
  readonly aircraftAddress: string | undefined;
  readonly callsign: string | undefined;
  readonly registration: string | undefined;
  readonly beaconCode: string | undefined;
  /** Aerodromes near which the track was first seen. */
  readonly departures: readonly string[];
}

/** The live plans in memory, found by any of their names. */
export interface PlanBook {
  find(id: string): HeldPlan | undefined;
  /** Adds a plan or replaces it; one that is no longer live is kept by id and not asked for any more. */
  put(plan: HeldPlan): void;
  /** Live plans that share a name with the question. */
  inQuestion(question: PlanQuestion): readonly HeldPlan[];
  live(): Iterable<HeldPlan>;
  /** Changes with every put. */
  readonly revision: number;
}

/** An empty book. */
export function createPlanBook(): PlanBook {
  const byId = new Map<string, HeldPlan>();
  const idsByName = new Map<string, Set<string>>();
  let revision = 0;

  function forget(plan: HeldPlan): void {
    for (const name of namesOf(plan)) idsByName.get(name)?.delete(plan.id);
  }

  return {
    find: (id) => byId.get(id),
    put(plan) {
      const before = byId.get(plan.id);
      if (before) forget(before);
      byId.set(plan.id, plan);
      revision += 1;
      if (!isLivePlan(plan)) return;
      for (const name of namesOf(plan)) {
        const ids = idsByName.get(name);
        if (ids) ids.add(plan.id);
        else idsByName.set(name, new Set([plan.id]));
      }
    },
    inQuestion(question) {
      const found = new Map<string, HeldPlan>();
      for (const name of namesAsked(question)) {
        for (const id of idsByName.get(name) ?? []) {
          const plan = byId.get(id);
          if (plan) found.set(id, plan);
        }
      }
      return [...found.values()];
    },
    *live() {
      for (const plan of byId.values()) if (isLivePlan(plan)) yield plan;
    },
    get revision() {
      return revision;
    },
  };
}

function namesOf({ content }: HeldPlan): readonly string[] {
  const { aircraftAddress, callsign, registration, beaconCode, departure } = content;
  return namesAsked({ aircraftAddress, callsign, registration, beaconCode, departures: [departure] });
}

function namesAsked(question: PlanQuestion): readonly string[] {
  const { aircraftAddress, callsign, registration, beaconCode, departures } = question;
  const names = departures.map((departure) => `from ${departure}`);
  if (aircraftAddress) names.push(`address ${aircraftAddress}`);
  if (callsign) names.push(`callsign ${callsign.trim()}`);
  if (registration) names.push(`registration ${registration.replaceAll('-', '').toUpperCase()}`);
  if (beaconCode) names.push(`code ${beaconCode}`);
  return names;
}
