/** Sensitivities that a record can carry, one bit of `sens_mask` each. The numbers are stored: never renumber, only add. */
export const sensitivityBits = {
  SUD_PART2: 1,
  ETH: 2,
  PSY: 4,
  PSYTHPN: 8,
  HIV: 16,
  STD: 32,
  SEX: 64,
  DV: 128,
  GDIS: 256,
  MINOR_CONFIDENTIAL: 512,
  EMPLOYEE: 1024,
  VIP: 2048,
} as const;

export type Sensitivity = keyof typeof sensitivityBits;

/** The sensitivities of a mask, in the order of their bits. */
export function sensitivitiesOf(mask: number): readonly Sensitivity[] {
  return Object.keys(sensitivityBits)
    .filter(isSensitivity)
    .filter((name) => (mask & sensitivityBits[name]) !== 0);
}

/** Whether a word names a sensitivity. */
export function isSensitivity(name: string): name is Sensitivity {
  return Object.hasOwn(sensitivityBits, name);
}

/** The mask that carries every sensitivity given. */
export function maskOf(sensitivities: Iterable<Sensitivity>): number {
  let mask = 0;
  for (const name of sensitivities) mask |= sensitivityBits[name];
  return mask;
}
