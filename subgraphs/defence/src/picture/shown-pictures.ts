import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ShownPicture } from './compare-pictures.ts';

interface Remembered {
  /** Who was shown it, and what was asked. */
  readonly unitId: string | undefined;
  readonly question: string;
  readonly shown: ShownPicture;
}

/** What followers were shown lately, by the name in their cursors, so that they can go on after a break. */
export interface ShownPictures {
  remember(picture: Remembered): string;
  find(name: string): Remembered | undefined;
}

/** Tracks and alerts of all remembered pictures together; some hundred bytes each. */
const itemsRemembered = 500_000;
const rememberedMs = 2 * 60_000;

/** None yet; each is forgotten after two minutes, or sooner where many follow large pictures. */
export function createShownPictures(): ShownPictures {
  const pictures = new LRUCache<string, Remembered>({ maxSize: itemsRemembered, ttl: rememberedMs });
  return {
    remember(picture) {
      const name = randomUUID();
      const { tracks, alerts } = picture.shown;
      pictures.set(name, picture, { size: 1 + tracks.size + alerts.size });
      return name;
    },
    find: (name) => pictures.get(name),
  };
}
