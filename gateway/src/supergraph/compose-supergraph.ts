import { composeServices } from '@apollo/composition';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { type DocumentNode, type GraphQLError, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { misleadingPartsOf } from './misleading-parts.ts';
import { describeDefer } from './describe-defer.ts';

export interface ComposedSupergraph {
  readonly supergraphSdl: string;
  /** What clients see: no federation machinery, nothing inaccessible; sorted, so that a diff shows only real changes. */
  readonly apiSdl: string;
  /** What the composer finds odd but allows, one sentence each; hints of pure information are left out. */
  readonly hints: readonly string[];
}

const warningLevel = 60;

/** The wings do not make one graph; the message lists every reason. */
export class CompositionProblem extends Error {
  constructor(reasons: readonly string[]) {
    super(`The wings do not compose into one graph:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`);
    this.name = 'CompositionProblem';
  }
}

/**
 * One supergraph from the SDL of each wing, by name. Throws a `CompositionProblem` that names each conflict and its wings.
 * The routing URL is `http://<name>/graphql`: our own links never read it, other federation routers may.
 */
export function composeSupergraph(sdlByName: Readonly<Record<string, string>>): ComposedSupergraph {
  const services = Object.entries(sdlByName).map(([name, sdl]) => ({
    name,
    url: `http://${name}/graphql`,
    typeDefs: parseWing(name, sdl),
  }));

  const { errors, hints, supergraphSdl } = composeServices(services);
  if (errors) throw new CompositionProblem(errors.map(readableReason));
  const misleading = misleadingPartsOf(parse(supergraphSdl));
  if (misleading.length > 0) throw new CompositionProblem(misleading);

  return {
    supergraphSdl: `${supergraphSdl.trim()}\n`,
    apiSdl: printApiSchema(supergraphSdl),
    hints: hints
      .filter((hint) => hint.definition.level.value >= warningLevel)
      .map((hint) => `${hint.definition.code}: ${hint.message}`),
  };
}

function parseWing(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl);
  } catch (cause) {
    throw new CompositionProblem([`[${name}] ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
}

function readableReason(error: GraphQLError): string {
  const code = error.extensions['code'];
  const lines = (error.nodes ?? []).flatMap((node) => {
    const wing = 'subgraph' in node && typeof node.subgraph === 'string' ? `${node.subgraph}:` : '';
    return node.loc ? [`${wing}${node.loc.startToken.line}`] : [];
  });
  const places = lines.length > 0 ? ` (${lines.join(', ')})` : '';
  return `${typeof code === 'string' ? `${code}: ` : ''}${error.message}${places}`;
}

function printApiSchema(supergraphSdl: string): string {
  const supergraph = Supergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const schema = describeDefer(supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true }));
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
