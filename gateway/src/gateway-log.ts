/** The part of a logger that the gateway uses; a pino logger fits. Never given variables, documents or answers. */
export interface GatewayLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
