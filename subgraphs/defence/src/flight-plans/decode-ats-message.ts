import { type AtsFault, isAtsFault, splitAtsMessage } from './decode-ats-fields.ts';
import { type AtsUpdate, decodeAtsUpdate } from './decode-ats-update.ts';
import { decodeFiledPlan, joinFields, numberFields } from './decode-filed-plan.ts';
import type { FlightPlan } from './flight-plan.ts';

export type AtsMessage = { readonly type: 'FPL'; readonly plan: FlightPlan } | AtsUpdate;

/** One ICAO air traffic services message: a filed plan, or an update of one. Refuses other types and bad fields, by number; never throws. A plan without DOF/ is for the next day's time after its receipt. Source: ICAO Doc 4444, appendix 3. */
export function decodeAtsMessage(message: string, receivedAtMs: number): AtsMessage | AtsFault {
  const split = splitAtsMessage(message);
  if (isAtsFault(split)) {
    return split;
  }
  const { type, fields } = split;
  switch (type) {
    case 'FPL': {
      const plan = decodeFiledPlan(fields, message, receivedAtMs);
      return isAtsFault(plan) ? plan : { type, plan };
    }
    case 'CHG':
    case 'DLA':
    case 'DEP':
    case 'CNL':
      return decodeAtsUpdate(type, fields, receivedAtMs);
    default:
      return { reason: 'UNKNOWN_TYPE', field: 3, detail: 'The message is not FPL, CHG, DLA, DEP or CNL.' };
  }
}

/** Whether an update speaks of this plan: same callsign, from and to the same places. */
export function concernsPlan({ flight }: AtsUpdate, plan: FlightPlan): boolean {
  return (
    flight.callsign === plan.callsign &&
    flight.departure === plan.departure &&
    flight.destination === plan.destination
  );
}

/** The plan after an update, with its own identifier kept. An amendment is written into the plan's message, which is then read again; refuses an amendment that leaves the plan unreadable. DEP changes the beacon code alone, and CNL nothing: the state of a plan is its store's. */
export function updatePlan(plan: FlightPlan, update: AtsUpdate, receivedAtMs: number): FlightPlan | AtsFault {
  switch (update.type) {
    case 'CNL':
      return plan;
    case 'DEP':
      return { ...plan, beaconCode: update.beaconCode ?? plan.beaconCode };
    case 'DLA': {
      const delayMs = update.offBlockAtMs - plan.offBlockAtMs;
      const { estimatedArrivalAtMs } = plan;
      return {
        ...plan,
        offBlockAtMs: update.offBlockAtMs,
        estimatedArrivalAtMs: estimatedArrivalAtMs === undefined ? undefined : estimatedArrivalAtMs + delayMs,
      };
    }
    case 'CHG': {
      const filed = splitAtsMessage(plan.message);
      if (isAtsFault(filed)) {
        return filed;
      }
      const changes = Object.fromEntries(update.amendments.map(({ field, text }) => [field, text]));
      const message = joinFields({ ...numberFields(filed.fields), ...changes });
      const amended = decodeAtsMessage(message, receivedAtMs);
      if (isAtsFault(amended)) {
        return amended;
      }
      return amended.type === 'FPL' ? { ...amended.plan, gufi: plan.gufi } : plan;
    }
  }
}
