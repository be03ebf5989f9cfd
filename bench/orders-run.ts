/** What a run of the suite is to do. */
export interface OrdersOptions {
  readonly seconds: number;
  readonly connections: number;
  /** Orders in the table when throughput is measured for the second time; 0: it is measured once. */
  readonly rows: number;
  readonly kills: number;
}

/** Prints one figure. */
export type Tell = (figure: Readonly<Record<string, unknown>>) => void;
