import type { RequestFacts } from '@rotunda/platform/request-facts';
import type { Viewer } from '@rotunda/platform/viewer';
import type { AlertStore } from './alerts/alert-store.ts';
import type { DecisionStore } from './decisions/decision-store.ts';
import type { FlightPlanStore } from './flight-plans/flight-plan-store.ts';
import type { HistoryWriter } from './history/history-writer.ts';
import type { TakeMessages } from './ingest/take-messages.ts';
import type { KnowPlan } from './picture/know-plan.ts';
import type { LivePicture } from './picture/live-picture.ts';
import type { UnitPicture } from './picture/unit-picture.ts';
import type { ShareStore } from './sharing/share-store.ts';

/** What a resolver of this wing gets. Stores and the picture live for one request; what is live outlives it and is read through the picture. */
export interface DefenceRequest {
  readonly viewer: Viewer;
  readonly facts: RequestFacts;
  /** The unit that the viewer acts for; undefined where the token names none that is known here. */
  readonly unitId: string | undefined;
  readonly picture: UnitPicture;
  readonly live: LivePicture;
  readonly plans: FlightPlanStore;
  readonly shares: ShareStore;
  readonly alerts: AlertStore;
  readonly decisions: DecisionStore;
  readonly history: HistoryWriter;
  readonly knowPlan: KnowPlan;
  readonly takeMessages: TakeMessages;
}
