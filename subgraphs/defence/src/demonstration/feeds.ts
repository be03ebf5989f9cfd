import type { Feed } from '../feed-registry/feed.ts';
import { decodableFormats } from '../feeds/create-decoder.ts';
import { unmarked } from '../releasability/marking.ts';
import { demonstrationFeeds } from './feed-messages.ts';

const words: Readonly<Record<string, { readonly slug: string; readonly name: string }>> = {
  READSB_JSON: { slug: 'readsb', name: 'readsb' },
  SBS_BASESTATION: { slug: 'sbs', name: 'BaseStation' },
  BEAST: { slug: 'beast', name: 'Beast' },
  OPENSKY_STATES: { slug: 'opensky', name: 'OpenSky' },
  COT_XML: { slug: 'cot', name: 'Cursor on Target' },
};

const standing = { ownerId: 'FAA-NCRCC', enabled: true, marking: unmarked, utcOffsetMinutes: 0 } as const;

/** The feeds of the demonstration: its two generated receivers, and for each grammar one feed that takes recordings and one that takes messages as they happen. */
export function demonstrationFeedRecords(): readonly Feed[] {
  const generated = demonstrationFeeds.map((feed): Feed => ({
    ...standing,
    ...feed,
    transport: 'GENERATED',
    dataMode: 'SIMULATED',
  }));
  const taken = decodableFormats.flatMap((format): Feed[] => {
    const word = words[format];
    if (!word) return [];
    const { slug, name } = word;
    return [
      {
        ...standing,
        id: `replay-${slug}`,
        name: `Recordings in ${name}`,
        format,
        transport: 'FILE_REPLAY',
        dataMode: 'EXERCISE',
      },
      {
        ...standing,
        id: `live-${slug}`,
        name: `${name} as it happens`,
        format,
        transport: 'HTTP_PUSH',
        dataMode: 'REAL',
      },
    ];
  });
  return [...generated, ...taken];
}
