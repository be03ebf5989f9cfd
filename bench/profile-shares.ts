import type { Profiler } from 'node:inspector';

export interface Share {
  readonly part: string;
  /** Of the time that the thread was busy, in per cent. */
  readonly percent: number;
}

/** Where a frame belongs, by its file; the first that fits counts. */
const partsByFile: readonly (readonly [RegExp, string])[] = [
  [/gateway\/src\/audit\//, 'audit: record, hashes, write'],
  [/gateway\/src\/(access|agreements)\/|viewer-token/, 'who calls, under which agreement'],
  [/gateway\/src\/admission\//, 'admission'],
  [/gateway\/src\/(operations|request-rules|stored-documents)\//, 'document, variables, cost'],
  [/gateway\/src\/execution\/compiled\//, 'plan and shape'],
  [
    /gateway\/src\/execution\/|platform\/(split-lines|numbered-texts)/,
    'way to the wings: batches, guard, answers read',
  ],
  [/node_modules\/undici\//, 'undici'],
  [/gateway\/src\//, 'edge: body, headers, answer as text'],
  [/node:_http|node:internal\/streams|node:internal\/http/, 'node:http'],
];

const socketWrites = new Set([
  'writev',
  'writeBuffer',
  'writeUtf8String',
  'writeLatin1String',
  'writeAsciiString',
]);

/** How the busy time of a CPU profile divides among the parts of the gateway, the largest first. A frame of no part counts for who called it. */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): readonly Share[] {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const parentOf = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const stackOf = (id: number): readonly Profiler.ProfileNode[] => {
    const stack: Profiler.ProfileNode[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parentOf.get(at)) {
      const node = nodeOf.get(at);
      if (node) stack.push(node);
    }
    return stack;
  };
  const partOfNode = new Map(nodes.map(({ id }) => [id, partOf(stackOf(id))]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const part = partOfNode.get(id);
    if (part !== undefined) times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0));
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([part, time]) => ({ part, percent: Number(((100 * time) / total).toFixed(1)) }))
    .sort((one, other) => other.percent - one.percent);
}

/** Undefined where the thread had nothing to do but what the profile asks. */
function partOf(stack: readonly Profiler.ProfileNode[]): string | undefined {
  const name = stack[0]?.callFrame.functionName ?? '';
  if (name === '(idle)') return undefined;
  if (name === '(garbage collector)') return 'garbage collection';
  const files = stack.map(({ callFrame }) => callFrame.url);
  if (files.some((file) => file.includes('profile-on-signal'))) return undefined;
  if (socketWrites.has(name)) {
    return files.some((file) => /undici|wing-exchange/.test(file))
      ? 'writing to wings'
      : 'writing to clients';
  }
  for (const file of files) {
    const part = partsByFile.find(([pattern]) => pattern.test(file))?.[1];
    if (part !== undefined) return part;
  }
  return 'turning of the event loop, and what has no name';
}
