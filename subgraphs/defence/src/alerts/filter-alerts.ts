import type { AlertFilter } from '../generated/resolvers-types.ts';
import { type Alert, isUnsettled } from './alert.ts';

/** The alerts that a filter keeps; unsettled ones where it names no states. */
export function filterAlerts(alerts: readonly Alert[], filter: AlertFilter | null | undefined): Alert[] {
  const { levels, codes, states } = filter ?? {};
  return alerts.filter(
    (alert) =>
      (levels?.includes(alert.level) ?? true) &&
      (codes?.includes(alert.code) ?? true) &&
      (states?.includes(alert.state) ?? isUnsettled(alert)),
  );
}
