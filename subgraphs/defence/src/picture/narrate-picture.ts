import type { UnitPicture } from './unit-picture.ts';
import { type PictureContent, summarise } from './summarise-picture.ts';

const words: Readonly<Record<string, string>> = {
  PENDING: 'pending',
  UNKNOWN: 'unknown',
  ASSUMED_FRIEND: 'assumed friendly',
  FRIEND: 'friendly',
  NEUTRAL: 'neutral',
  SUSPECT: 'suspect',
  HOSTILE: 'hostile',
};

/** The picture in words, what matters most first, in at most so many sentences; data that is not real is called so. */
export function narrate(content: PictureContent, picture: UnitPicture, maxSentences: number): string {
  const { tracks, alerts, withheld } = content;
  const summary = summarise(content, picture);
  const modes = [...new Set(tracks.map(({ track }) => track.dataMode))].filter((mode) => mode !== 'REAL');
  const identities = summary.byIdentity.map(
    ({ identity, count }) => `${count} ${words[identity] ?? identity}`,
  );
  const sentences = [
    ...(modes.length
      ? [`This picture holds ${modes.map((mode) => mode.toLowerCase()).join(' and ')} data.`]
      : []),
    `${count(summary.tracks, 'track')}${identities.length ? `: ${identities.join(', ')}` : ''}.`,
    summary.openAlerts
      ? `${count(summary.openAlerts, 'open alert')}, ${summary.openWarnings} of them ${summary.openWarnings === 1 ? 'a warning' : 'warnings'}.`
      : 'No open alerts.',
    ...alerts.map(({ explanation }) => explanation.summary),
    ...(summary.coasting ? [`${count(summary.coasting, 'position')} no longer fresh.`] : []),
    ...(withheld ? [`${count(withheld, 'track')} withheld from your unit.`] : []),
  ];
  return sentences.slice(0, Math.max(1, Math.min(20, maxSentences))).join(' ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
