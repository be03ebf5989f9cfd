import type { Page } from '@rotunda/platform/page-by-cursor';
import type { ClaimStateConflict } from './claim-problems.ts';
import type { DecidedClaim } from './decide-unit-claim.ts';
import type { UnitClaim } from './unit-claim.ts';

export type UnitClaimMapper = UnitClaim;
export type UnitClaimConnectionMapper = Page<UnitClaim>;
export type DecideUnitClaimPayloadMapper = DecidedClaim;
export type ClaimStateConflictMapper = ClaimStateConflict;
