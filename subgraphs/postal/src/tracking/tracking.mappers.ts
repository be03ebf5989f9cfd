import type { Page } from '@rotunda/platform/page-by-cursor';
import type { TrackingEvent } from './tracking-event.ts';

export type TrackingEventMapper = TrackingEvent;
export type TrackingEventConnectionMapper = Page<TrackingEvent>;
