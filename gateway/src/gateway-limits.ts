/** What one request may ask for. Every rule in `request-rules/` reads its figure here. */
export interface GatewayLimits {
  /** Body of a POST, and the URL of a GET. */
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  /** Selected fields, fragments counted wherever they are spread. */
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** All the texts that clients registered by hash, together. */
  readonly rememberedDocumentBytes: number;
  /** Objects that one operation may cost at most, by the weights and list sizes of the contract. */
  readonly cost: number;
  /** Length of a list of which the contract says nothing. */
  readonly assumedListSize: number;
  /** Requests of one caller that may run at the same time. */
  readonly callerConcurrency: number;
  /** Operations that may run in one wing at the same time. */
  readonly wingConcurrency: number;
  /** Failures in a row after which a wing is left alone, and for how long. */
  readonly wingFailures: number;
  readonly wingRestMs: number;
  /** From the first byte parsed to the answer; wings are told the same deadline. */
  readonly operationTimeoutMs: number;
}

export const defaultLimits: GatewayLimits = {
  bodyBytes: 256 * 1024,
  tokens: 4_000,
  depth: 16,
  fields: 1_000,
  rootFields: 20,
  aliases: 30,
  directives: 30,
  rememberedDocumentBytes: 16 * 1024 * 1024,
  cost: 10_000,
  assumedListSize: 10,
  callerConcurrency: 256,
  wingConcurrency: 2_000,
  wingFailures: 5,
  wingRestMs: 1_000,
  operationTimeoutMs: 10_000,
};
