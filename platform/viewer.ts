/** Who asks, as the gateway verified it. A wing decides by this value and by nothing else. */
export interface Viewer {
  /** `sub` of the access token; `anonymous` where there was none. */
  readonly subject: string;
  readonly authenticated: boolean;
  readonly agency: string | undefined;
  readonly scopes: ReadonlySet<string>;
  /** HL7 v3 PurposeOfUse of this request, e.g. `TREATMENT`. */
  readonly purpose: string | undefined;
  /** Facts of the caller that wings decide on, e.g. `unit`, `practitioner`, `patient`. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const anonymousViewer: Viewer = {
  subject: 'anonymous',
  authenticated: false,
  agency: undefined,
  scopes: new Set(),
  purpose: undefined,
  attributes: {},
};
