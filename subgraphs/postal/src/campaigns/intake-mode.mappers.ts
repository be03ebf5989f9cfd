import type { IntakeModeSet } from './set-intake-mode.ts';

export type SetIntakeModePayloadMapper = IntakeModeSet;
