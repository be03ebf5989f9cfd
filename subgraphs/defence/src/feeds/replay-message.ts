/** A message of a recording. */
export interface ReplayMessage {
  /** By the recording's own clock, whose zero may be anywhere: differences pace a replay. Undefined where the message tells no time. */
  readonly atMs: number | undefined;
  /** As the sensor sent it; base64 where it is binary. */
  readonly message: string;
}
