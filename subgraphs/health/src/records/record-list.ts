/** Which records of one patient a list holds. Fields left undefined do not narrow it. */
export interface RecordList {
  readonly fhirType: string;
  readonly statuses?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly code?: { readonly system?: string | undefined; readonly code: string } | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}
