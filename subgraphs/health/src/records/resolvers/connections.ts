import type { RecordConnection } from '../list-records.ts';

/** What all connections of records resolve alike: the count is only taken where it is asked for. */
export const recordConnectionFields = {
  totalCount: (connection: RecordConnection) => connection.countAll(),
  edges: (connection: RecordConnection) => [...connection.edges],
  nodes: (connection: RecordConnection) => [...connection.nodes],
};
