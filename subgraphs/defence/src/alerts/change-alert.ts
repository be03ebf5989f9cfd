import { holdsPlan, type PlanFinder } from '../flight-plans/held-plan.ts';
import type { HistoryWriter } from '../history/history-writer.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { type InputRefusal, refuseInput } from '../refuse-input.ts';
import { type Alert, isUnsettled, type ResolutionKind } from './alert.ts';

export type AlertChange = { readonly alert?: Alert; readonly refusal?: InputRefusal };

export interface ChangeAlertNeeds {
  readonly live: LivePicture;
  readonly history: HistoryWriter;
  readonly plans: PlanFinder;
}

const longestOperator = 100;
const longestText = 500;

/** Says that somebody of a watch is looking at an alert; on disk when it returns. An alert of another watch is not found. */
export async function acknowledgeAlert(
  unitId: string | undefined,
  input: {
    readonly alertId: string;
    readonly operator: string;
    readonly expectedRevision: number | undefined;
  },
  { live, history }: ChangeAlertNeeds,
): Promise<AlertChange> {
  const operator = input.operator.trim();
  if (!operator || operator.length > longestOperator)
    return refused('INVALID', `Say who, in at most ${longestOperator} characters.`, 'operator');
  const found = findUnsettled(unitId, input.alertId, input.expectedRevision, live);
  if ('refusal' in found) return found;
  if (found.alert.state === 'ACKNOWLEDGED')
    return { ...found, ...refused('ALREADY_DONE', 'It had been acknowledged.', 'alertId') };
  const alert = live.alerts.acknowledge(found.alert, operator, momentOf(found.alert, live));
  await history.flush();
  return { alert };
}

/** Settles an alert of a watch by a person's word; on disk when it returns. Refuses a plan as evidence that the unit does not hold. */
export async function resolveAlert(
  unitId: string | undefined,
  input: {
    readonly alertId: string;
    readonly kind: ResolutionKind;
    readonly text: string;
    readonly evidenceId: string | undefined;
    readonly expectedRevision: number;
  },
  { live, history, plans }: ChangeAlertNeeds,
): Promise<AlertChange> {
  if (!input.text.trim() || input.text.length > longestText)
    return refused('INVALID', `Say why, in at most ${longestText} characters.`, 'text');
  const evidence = input.evidenceId === undefined ? undefined : await plans.find(input.evidenceId);
  if (input.evidenceId !== undefined && !(evidence && holdsPlan(unitId, evidence)))
    return refused('NOT_FOUND', 'Your unit holds no flight plan of this id.', 'evidenceId');
  const found = findUnsettled(unitId, input.alertId, input.expectedRevision, live);
  if ('refusal' in found) return found;
  const resolution = { kind: input.kind, text: input.text.trim(), unitId, planId: evidence?.id };
  const alert = live.alerts.resolve(found.alert, resolution, momentOf(found.alert, live));
  await history.flush();
  return { alert };
}

function findUnsettled(
  unitId: string | undefined,
  alertId: string,
  expectedRevision: number | undefined,
  live: LivePicture,
): { readonly alert: Alert } | { readonly alert?: Alert; readonly refusal: InputRefusal } {
  const alert = live.alerts.find(alertId);
  if (!alert || alert.unitId !== unitId)
    return { refusal: refuseInput('NOT_FOUND', 'Your watch has no such alert in this run.', ['alertId']) };
  if (expectedRevision !== undefined && expectedRevision !== alert.revision)
    return {
      alert,
      refusal: refuseInput('STALE_REVISION', `It is at revision ${alert.revision} now: read it again.`, [
        'expectedRevision',
      ]),
    };
  if (!isUnsettled(alert))
    return { alert, refusal: refuseInput('ALREADY_DONE', 'It is settled already.', ['alertId']) };
  return { alert };
}

/** A person's act has the time of the picture it is on: a replay's alerts are settled in the replay's time. */
function momentOf(alert: Alert, live: LivePicture) {
  const track = live.tracks.find(alert.trackId);
  return { atMs: track?.updatedMs ?? alert.updatedAtMs, clockMs: live.clock.now().getTime() };
}

function refused(reason: InputRefusal['reason'], message: string, path: string): AlertChange {
  return { refusal: refuseInput(reason, message, [path]) };
}
