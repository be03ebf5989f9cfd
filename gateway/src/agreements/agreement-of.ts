import type { Viewer } from '@rotunda/platform/viewer';
import type { Agreement, Budget } from './agreement.ts';
import { publicAgreement } from './public-agreement.ts';

/** The agreement stands beside the viewer, not in it: wings decide by the viewer, and the agreement is the gateway's business. */
const agreements = new WeakMap<Viewer, Agreement>();

/** Notes under which agreement a viewer asks. */
export function bindAgreement(viewer: Viewer, agreement: Agreement): Viewer {
  agreements.set(viewer, agreement);
  return viewer;
}

/** The agreement under which a viewer asks; the public one where no other was bound. */
export function agreementOf(viewer: Viewer): Agreement {
  return agreements.get(viewer) ?? publicAgreement;
}

/** What the viewer's agreement allows in a minute; shared by all callers of the agency. */
export function budgetOf(viewer: Viewer): Budget {
  return agreementOf(viewer).budget;
}

/** Whether the viewer may ask a document that is not stored. */
export function mayAskFreely(viewer: Viewer): boolean {
  return agreementOf(viewer).documents === 'free';
}

/** Whether what the viewer may not ask looks as if it did not exist. */
export function isUnlistedHidden(viewer: Viewer): boolean {
  return agreementOf(viewer).unlisted === 'hide';
}
