import { type AppendFile, openAppendFile } from './append-file.ts';
import { type FileExtent, openZeroedFile } from './zeroed-file.ts';

/** Opens a file of a segment: one of records where its extent is told, else one of heads. */
export type OpenSegmentFile = (path: string, extent?: FileExtent) => Promise<AppendFile>;

/** Opens records to be written over zeros; heads, of which ten seconds bring one, are appended. */
export const openSegmentFile: OpenSegmentFile = (path, extent) =>
  extent ? openZeroedFile(path, extent) : openAppendFile(path);
