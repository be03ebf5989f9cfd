import type { Viewer } from '@rotunda/platform/viewer';
import type { SpokenLanguage } from '../messages/spoken-language.ts';
import type { ChangedBy } from '../order-history/order-event.ts';

/** Who asks for a change of an order. */
export interface OrderCaller {
  readonly by: ChangedBy;
  readonly language: SpokenLanguage;
}

/** The viewer as one who changes orders: staff by their token, everybody else as the household that number and ZIP prove. */
export function orderCaller({ scopes, subject }: Viewer, language: SpokenLanguage): OrderCaller {
  const isStaff = scopes.has('postal:order:manage');
  return { language, by: isStaff ? { actor: 'AGENT', agent: subject } : { actor: 'HOUSEHOLD' } };
}
