import type { Backlog } from './backlog.ts';

export type BacklogMapper = Backlog;
export type SiteBacklogMapper = Backlog;
