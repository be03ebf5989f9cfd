import type { Clock } from '@rotunda/platform/clock';
import type { Viewer } from '@rotunda/platform/viewer';
import { expiryOf } from '../access/viewer-expiry.ts';
import type { Agreement } from '../agreements/agreement.ts';
import type { AgreementSource } from '../agreements/agreement-book.ts';
import { agreementOf } from '../agreements/agreement-of.ts';
import { PublicError } from '../public-error.ts';

/** Why a viewer that was let in is no longer, or undefined while it is: asked again for every event of a stream. */
export type StillAdmitted = (viewer: Viewer) => PublicError | undefined;

/**
 * A viewer stays admitted until its access token expires, and as long as the agreement in force gives all that it holds. Without
 * `agreements` the token alone decides.
 */
export function createAdmissionWatch(clock: Clock, agreements: AgreementSource | undefined): StillAdmitted {
  return (viewer) => {
    const now = clock.now().getTime();
    if (expiryOf(viewer) <= now) {
      return new PublicError(
        'UNAUTHENTICATED',
        'The access token has expired: subscribe again with a fresh one.',
      );
    }
    if (!agreements) return undefined;
    const state = agreements.current().stateOf(viewer.agency, now);
    if (state.kind !== 'in-force' || !coversAll(state.agreement, viewer)) {
      return new PublicError(
        'FORBIDDEN',
        `The agreement ${agreementOf(viewer).id} no longer covers this stream: subscribe again for what is left.`,
      );
    }
    return undefined;
  };
}

function coversAll(agreement: Agreement, viewer: Viewer): boolean {
  if (agreement === agreementOf(viewer)) return true;
  const { purpose } = viewer;
  return (
    [...viewer.scopes].every((scope) => agreement.scopes.has(scope)) &&
    (purpose === undefined || agreement.purposes.has(purpose))
  );
}
