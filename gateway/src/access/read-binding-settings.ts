import type { BindingSettings } from './token-binding.ts';

/** What the environment says of the way to the gateway, as far as bound tokens depend on it. */
export function readBindingSettings(variables: {
  readonly PUBLIC_ORIGIN?: string | undefined;
  readonly CERTIFICATE_PROXIES?: string | undefined;
}): BindingSettings {
  const { PUBLIC_ORIGIN: origin, CERTIFICATE_PROXIES: proxies } = variables;
  const addresses = (proxies ?? '').split(',').map((address) => address.trim());
  return {
    publicOrigin: origin === undefined ? undefined : new URL(origin).origin,
    certificateProxy: proxies === undefined ? undefined : { addresses: addresses.filter(Boolean) },
  };
}
