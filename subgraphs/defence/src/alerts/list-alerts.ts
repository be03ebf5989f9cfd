import type { Page } from '@rotunda/platform/page-by-cursor';
import type { QueryAlertsArgs } from '../generated/resolvers-types.ts';
import type { HistoryWriter } from '../history/history-writer.ts';
import type { UnitPicture } from '../picture/unit-picture.ts';
import type { AlertStore } from './alert-store.ts';
import type { Alert } from './alert.ts';

/** A page of the alerts of the watch that the viewer's unit reads, what waits to be written included. Undefined for a viewer without a unit. */
export async function listAlerts(
  { filter, from, to, ...page }: QueryAlertsArgs,
  request: { readonly picture: UnitPicture; readonly alerts: AlertStore; readonly history: HistoryWriter },
): Promise<(Page<Alert> & { readonly totalCount: number }) | undefined> {
  const { picture, alerts, history } = request;
  const watch = picture.live.units.watchOf(picture.unitId);
  if (watch === undefined) return undefined;
  await history.flush();
  const question = {
    levels: filter?.levels ?? undefined,
    codes: filter?.codes ?? undefined,
    states: filter?.states ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
  };
  return alerts.ofUnit(watch, question, page);
}
