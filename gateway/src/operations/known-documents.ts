import { type DocumentNode, Kind } from 'graphql';
import { LRUCache } from 'lru-cache';

/** A document that was asked before: read, with its one operation. */
export interface KnownDocument {
  /** SHA-256 of the text in hexadecimal. */
  readonly textHash: string;
  readonly document: DocumentNode;
  /** Of its only operation. */
  readonly operationName: string | undefined;
}

/** Documents by their text, so that one that is asked again is neither hashed nor parsed. */
export interface KnownDocuments {
  find(text: string): KnownDocument | undefined;
  /** Keeps a document with one operation; which of several is meant is for the general way to say. */
  remember(text: string, document: DocumentNode, textHash: string): void;
}

const charactersKept = 16 * 1024 * 1024;

/** Known documents, the longest unasked forgotten first. */
export function createKnownDocuments(): KnownDocuments {
  const known = new LRUCache<string, KnownDocument>({
    maxSize: charactersKept,
    sizeCalculation: (_document, text) => text.length + 1,
  });
  return {
    find: (text) => known.get(text),
    remember(text, document, textHash) {
      if (known.has(text)) return;
      const [operation, another] = document.definitions.filter(
        (definition) => definition.kind === Kind.OPERATION_DEFINITION,
      );
      if (operation && !another) {
        known.set(text, { textHash, document, operationName: operation.name?.value });
      }
    },
  };
}
