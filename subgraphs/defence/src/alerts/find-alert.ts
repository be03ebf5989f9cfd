import type { UnitPicture } from '../picture/unit-picture.ts';
import type { AlertStore } from './alert-store.ts';
import type { Alert } from './alert.ts';

/** An alert of the watch that the viewer's unit reads: as it is now, or as it was last written down. Undefined for those of other watches. */
export async function findAlert(
  id: string,
  { picture, alerts }: { readonly picture: UnitPicture; readonly alerts: AlertStore },
): Promise<Alert | undefined> {
  const watch = picture.live.units.watchOf(picture.unitId);
  if (watch === undefined) return undefined;
  const known = picture.live.alerts.find(id);
  if (known) return known.unitId === watch ? known : undefined;
  return alerts.find(id, watch);
}
