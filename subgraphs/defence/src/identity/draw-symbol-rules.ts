import type { Environment } from '../tracks/track.ts';
import type { StandardIdentity } from './identity.ts';

export interface TrackSymbol {
  readonly sidc: string;
  readonly cotType: string;
  readonly textAlternative: string;
}

const sidcLetter: Readonly<Record<StandardIdentity, string>> = {
  PENDING: 'P',
  UNKNOWN: 'U',
  ASSUMED_FRIEND: 'A',
  FRIEND: 'F',
  NEUTRAL: 'N',
  SUSPECT: 'S',
  HOSTILE: 'H',
};
const words: Readonly<Record<StandardIdentity, string>> = {
  PENDING: 'Pending',
  UNKNOWN: 'Unknown',
  ASSUMED_FRIEND: 'Assumed friendly',
  FRIEND: 'Friendly',
  NEUTRAL: 'Neutral',
  SUSPECT: 'Suspect',
  HOSTILE: 'Hostile',
};
const dimension: Readonly<Record<Environment, string>> = { AIR: 'A', SURFACE: 'S', LAND: 'G' };
const noun: Readonly<Record<Environment, string>> = {
  AIR: 'aircraft',
  SURFACE: 'vessel',
  LAND: 'ground unit',
};

/** The symbol of a track by MIL-STD-2525C, as a Cursor on Target type and in words. `service` is known from a flight plan alone. */
export function drawSymbol(
  environment: Environment,
  identity: StandardIdentity,
  service: 'MILITARY' | 'CIVIL' | undefined,
): TrackSymbol {
  const letter = sidcLetter[identity];
  const role = environment === 'AIR' ? service : undefined;
  const functionId = role === undefined ? '------' : role === 'MILITARY' ? 'MF----' : 'CF----';
  const cotRole = role === undefined ? '' : role === 'MILITARY' ? '-M-F' : '-C-F';
  const adjective = role === undefined ? '' : `${role.toLowerCase()} `;
  return {
    sidc: `S${letter}${dimension[environment]}P${functionId}-----`,
    cotType: `a-${letter.toLowerCase()}-${dimension[environment]}${cotRole}`,
    textAlternative: `${words[identity]} ${adjective}${noun[environment]}`,
  };
}
