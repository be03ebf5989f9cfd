import { claimsTextOf } from '@rotunda/platform/viewer-token';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { OpenEvents } from '../operations/prepared-operation.ts';
import {
  type SharedStream,
  type SharedStreamTools,
  type StreamQuestion,
  type StreamReader,
  startSharedStream,
} from './shared-stream.ts';
import { createHistories } from './stream-history.ts';

/** Lets a reader follow; gives what to call when it leaves. */
export type FollowShared = (question: StreamQuestion, reader: StreamReader) => () => void;

/**
 * Equal subscriptions share one stream: the same prepared operation with the same variables, by viewers of whom wings are told the same, to
 * the last claim, in the same language. Whoever differs in any of it has a stream apart.
 */
export function createStreamSharing(tools: SharedStreamTools): FollowShared {
  const streams = new WeakMap<OpenEvents, Map<string, SharedStream>>();
  const openHistory = createHistories(tools.limits.history);

  return (question, reader) => {
    const { open } = question;
    const equals = streams.get(open) ?? new Map<string, SharedStream>();
    streams.set(open, equals);
    const key = keyOf(question);

    const known = equals.get(key);
    if (known?.join(reader)) return () => known.leave(reader);
    const history = openHistory(() => {
      if (equals.get(key) === stream) equals.delete(key);
    });
    const stream = startSharedStream(question, reader, history, tools);
    equals.set(key, stream);
    return () => stream.leave(reader);
  };
}

/** `*` prefers no language, as no header does. Source: RFC 9110, section 12.5.4. */
function keyOf({ variables, request: { viewer, languages = '*' } }: StreamQuestion): string {
  return canonicalJson([claimsTextOf(viewer), languages, variables.given]);
}
