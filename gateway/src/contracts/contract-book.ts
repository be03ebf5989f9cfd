import type { Viewer } from '@rotunda/platform/viewer';
import { type GraphQLSchema, buildASTSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { AccessMap } from '../access/access-map.ts';
import { createAccessProfiler } from '../access/access-profile.ts';
import { createFieldAccess } from '../access/field-access.ts';
import { withOurScalars } from '../supergraph/our-scalars.ts';
import { pruneContract } from './prune-contract.ts';

/** The graph as one kind of caller may ask it. */
export interface Contract {
  /** For validation, introspection and the shape of answers. */
  readonly schema: GraphQLSchema;
  /** The same as text, sorted as the committed contract is. */
  readonly sdl: string;
}

export interface ContractBook {
  /** What this viewer may ask, and nothing else. */
  contractOf(viewer: Viewer): Contract;
  /** The whole graph as text, sorted as the committed contract is. */
  readonly wholeSdl: string;
}

/** A contract weighs a few megabytes; there are as many as there are sets of scopes in use. */
const contractsKept = 64;

/** The contracts of one generation, each computed when the first viewer of its access profile asks. */
export function createContractBook(generation: {
  readonly clientSchema: GraphQLSchema;
  readonly access: AccessMap;
}): ContractBook {
  const { clientSchema, access } = generation;
  const profileOf = createAccessProfiler(access);
  const contracts = new LRUCache<string, Contract>({ max: contractsKept });
  let api: ReturnType<typeof parse> | undefined;
  let wholeSdl: string | undefined;

  function compute(viewer: Viewer): Contract {
    api ??= parse(printSchema(clientSchema), { noLocation: true });
    const missingFor = createFieldAccess(viewer, { schema: clientSchema, access });
    const pruned = pruneContract(api, (type, field) => missingFor(type, field) === undefined);
    const schema = withOurScalars(buildASTSchema(pruned, { assumeValid: true, assumeValidSDL: true }));
    let text: string | undefined;
    return {
      schema,
      get sdl() {
        return (text ??= printSchema(lexicographicSortSchema(schema)));
      },
    };
  }

  return {
    get wholeSdl() {
      return (wholeSdl ??= printSchema(lexicographicSortSchema(clientSchema)));
    },
    contractOf(viewer) {
      const profile = profileOf(viewer);
      const known = contracts.get(profile);
      if (known) return known;
      const contract = compute(viewer);
      contracts.set(profile, contract);
      return contract;
    },
  };
}
