import type { FootnoteCode } from './footnotes.ts';
import { isMilitaryState } from './standardise/states.ts';
import type { StandardAddress } from './standardise/standard-address.ts';
import type { Ruling } from './street-verdict.ts';
import type { ZipEntry } from './zip-directory.ts';

const longestBoxNumber = 8;

/**
 * What syntax and ZIP alone say of a box, a route, military mail or general delivery, of which no register is public.
 * Routes without a box and ZIPs of the wrong kind are refused.
 */
export function ruleOnBox(address: StandardAddress, zip: ZipEntry | undefined): Ruling {
  const { kind, components } = address;
  if (!zip || (components.state !== undefined && components.state !== zip.state)) return notFound(['A1']);
  const isMilitaryZip = isMilitaryState(zip.state);
  if (isMilitaryZip !== (kind === 'MILITARY') && !(isMilitaryZip && kind === 'GENERAL_DELIVERY')) {
    return { verdict: 'NOT_DELIVERABLE_HERE', dpv: 'N', footnotes: ['A1'] };
  }
  if (kind === 'GENERAL_DELIVERY') return found(['AA', 'G1']);
  if (needsBox(address) && components.boxNumber === undefined) return notFound(['AA', 'P1']);
  const { boxNumber = '' } = components;
  if (boxNumber.length > longestBoxNumber || (kind === 'PO_BOX' && /^0+$/.test(boxNumber)))
    return notFound(['AA', 'P3']);
  return found(kind === 'MILITARY' ? ['AA', 'F1'] : ['AA']);
}

function needsBox({ kind, components }: StandardAddress): boolean {
  return kind !== 'MILITARY' || components.routeNumber !== undefined;
}

function found(footnotes: readonly FootnoteCode[]): Ruling {
  return { verdict: 'DELIVERABLE', dpv: 'Y', footnotes };
}

function notFound(footnotes: readonly FootnoteCode[]): Ruling {
  return { verdict: 'NOT_FOUND', dpv: 'N', footnotes };
}
