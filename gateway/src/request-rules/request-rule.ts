import type { GatewayLimits } from '../gateway-limits.ts';
import type { DocumentMeasure } from './measure-document.ts';

/** One limit on a document, decided before anything costly is done with it. */
export interface RequestRule {
  /** Named in the error's `extensions.rule`. */
  readonly name: string;
  /** Why the document is refused and what to do, or undefined where it passes. */
  refuse(measure: DocumentMeasure, limits: GatewayLimits): string | undefined;
}
