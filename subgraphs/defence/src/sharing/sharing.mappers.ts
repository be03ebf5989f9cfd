import type { Share } from './share.ts';

export type ShareMapper = Share;
