// Estimated position uncertainty (95 %) by NACp, in metres. Source: RTCA DO-260B, 2.2.3.2.7.1.3.8.
const metresByNacp: readonly (number | undefined)[] = [
  undefined,
  18_520,
  7_408,
  3_704,
  1_852,
  926,
  555.6,
  185.2,
  92.6,
  30,
  10,
  3,
];

/** The 95 % radius in metres that a Navigation Accuracy Category for Position stands for; undefined for category 0 and for what is no category. */
export function horizontalErrorOf(nacp: number | undefined): number | undefined {
  return nacp === undefined ? undefined : metresByNacp[nacp];
}
