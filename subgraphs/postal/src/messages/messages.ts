import { networkMessages } from './network-messages.ts';
import type { SpokenLanguage } from './spoken-language.ts';

/** Every text that this wing says to people, in both languages. `{name}` is filled in. */
const messages = {
  ...networkMessages,
  'eligibility.HOUSEHOLD_LIMIT_REACHED': {
    en: 'Kits have already been ordered for this household.',
    es: 'Ya se pidieron kits para este hogar.',
  },
  'eligibility.BUSINESS_ADDRESS': {
    en: 'This address is listed as a business. Kits go to homes.',
    es: 'Esta dirección figura como comercial. Los kits se envían a viviendas.',
  },
  'eligibility.PO_BOX_NOT_ALLOWED': {
    en: 'Kits are not sent to this PO box.',
    es: 'No se envían kits a este apartado postal.',
  },
  'eligibility.OUTSIDE_SERVICE_AREA': {
    en: 'This campaign does not serve this area.',
    es: 'Esta campaña no atiende esta zona.',
  },
  'eligibility.VACANT': {
    en: 'This address is listed as vacant.',
    es: 'Esta dirección figura como desocupada.',
  },
  'eligibility.CMRA': {
    en: 'Kits are not sent to private mailboxes at a mail agency.',
    es: 'No se envían kits a buzones privados de agencias de correo.',
  },
  'eligibility.MISSING_UNIT': {
    en: 'This building has several homes. Add the apartment or unit.',
    es: 'Este edificio tiene varias viviendas. Añada el apartamento o la unidad.',
  },
  'eligibility.UNKNOWN_UNIT': {
    en: 'We do not know this apartment or unit in this building.',
    es: 'No conocemos este apartamento o unidad en este edificio.',
  },
  'eligibility.ADDRESS_NOT_FOUND': {
    en: 'We could not find this address.',
    es: 'No pudimos encontrar esta dirección.',
  },
  'eligibility.ROUND_CLOSED': {
    en: 'No round takes orders now.',
    es: 'Ninguna ronda acepta pedidos ahora.',
  },

  'remedy.ADD_UNIT': { en: 'Add your apartment or unit', es: 'Añada su apartamento o unidad' },
  'remedy.CLAIM_UNIT': {
    en: 'Say that your unit is not listed',
    es: 'Indique que su unidad no está en la lista',
  },
  'remedy.CONFIRM_SINGLE_FAMILY': {
    en: 'Say that this is a home for one family',
    es: 'Indique que es una vivienda para una sola familia',
  },
  'remedy.APPEAL_RESIDENTIAL': {
    en: 'Tell us that people live here',
    es: 'Díganos que aquí viven personas',
  },
  'remedy.USE_PO_BOX': { en: 'Give your PO box instead', es: 'Indique su apartado postal' },
  'remedy.CALL_SUPPORT': { en: 'Call us: we order with you', es: 'Llámenos: hacemos el pedido con usted' },
  'remedy.TRACK_EXISTING_ORDER': {
    en: 'Follow the order with its number and ZIP',
    es: 'Siga el pedido con su número y código postal',
  },
  'remedy.WAIT_FOR_ROUND': {
    en: 'Come back when the next round opens',
    es: 'Vuelva cuando abra la próxima ronda',
  },

  'problem.ADDRESS_PROBLEM': {
    en: 'We cannot deliver to this address as it is written.',
    es: 'No podemos entregar en esta dirección tal como está escrita.',
  },
  'problem.HOUSEHOLD_LIMIT_REACHED': {
    en: 'Kits have already been ordered for this household.',
    es: 'Ya se pidieron kits para este hogar.',
  },
  'problem.NOT_ELIGIBLE': {
    en: 'This address cannot order kits in this campaign.',
    es: 'Esta dirección no puede pedir kits en esta campaña.',
  },
  'problem.ROUND_NOT_OPEN': { en: 'No round takes orders now.', es: 'Ninguna ronda acepta pedidos ahora.' },
  'problem.IDEMPOTENCY_KEY_REUSED': {
    en: 'This key already placed another order. Make a new key for a new order.',
    es: 'Esta clave ya hizo otro pedido. Cree una clave nueva para un pedido nuevo.',
  },
  'problem.CHECK_TOKEN_EXPIRED': {
    en: 'The address was checked too long ago. Check it again.',
    es: 'La dirección se verificó hace demasiado tiempo. Verifíquela de nuevo.',
  },
  'problem.INTAKE_THROTTLED': {
    en: 'Many people are ordering now. Try again in {seconds} s.',
    es: 'Muchas personas están haciendo pedidos. Inténtelo de nuevo en {seconds} s.',
  },

  'problem.ORDER_STATE_CONFLICT': {
    en: 'This cannot be done with the order as it stands. {status}',
    es: 'Esto no se puede hacer con el pedido en su estado actual. {status}',
  },
  'problem.NOT_YET_LATE': {
    en: 'Your parcel may still come. Tell us from {day} on if it has not.',
    es: 'Su paquete aún puede llegar. Si no llega, avísenos a partir del {day}.',
  },
  'problem.ALREADY_REPLACED': {
    en: 'This order was already sent a second time. Call us: we look into it with you.',
    es: 'Este pedido ya se envió por segunda vez. Llámenos: lo revisamos con usted.',
  },
  'problem.ORDER_AGAIN': {
    en: 'The parcel came back to us. Check the address and order again.',
    es: 'El paquete volvió a nosotros. Revise la dirección y pida de nuevo.',
  },
  'problem.CLAIM_STATE_CONFLICT': {
    en: 'This claim does not wait for a decision.',
    es: 'Esta solicitud no espera ninguna decisión.',
  },
  'problem.CHANGE_KEY_REUSED': {
    en: 'This key was already used for another request. Make a new key for a new request.',
    es: 'Esta clave ya se usó para otra solicitud. Cree una clave nueva para una solicitud nueva.',
  },

  'reason.MISTAKE': { en: 'It was ordered by mistake.', es: 'Se pidió por error.' },
  'reason.DUPLICATE': { en: 'It was ordered twice.', es: 'Se pidió dos veces.' },
  'reason.NOT_NEEDED': { en: 'It is no longer needed.', es: 'Ya no hace falta.' },
  'reason.MOVED': { en: 'The household moved.', es: 'El hogar se mudó.' },
  'reason.FRAUD': {
    en: 'We were told that the household did not order it.',
    es: 'Nos avisaron que el hogar no lo pidió.',
  },
  'reason.AGENCY': { en: 'The agency cancelled it. Call us to ask.', es: 'La agencia lo canceló. Llámenos.' },
  'reason.NOT_RECEIVED': { en: 'The parcel did not come.', es: 'El paquete no llegó.' },
  'reason.DAMAGED': { en: 'The parcel came damaged.', es: 'El paquete llegó dañado.' },
  'reason.FROZEN': { en: 'The kits were frozen.', es: 'Los kits estaban congelados.' },
  'reason.EXPIRED': { en: 'The kits were past their date.', es: 'Los kits estaban vencidos.' },
  'reason.WRONG_ITEM': { en: 'The parcel held something else.', es: 'El paquete traía otra cosa.' },
  'reason.CLAIM_ACCEPTED': { en: 'We confirmed your home.', es: 'Confirmamos su vivienda.' },
  'reason.CLAIM_REJECTED_UNIT': {
    en: 'We could not confirm your apartment or unit. Check how it is written and order again, or call us.',
    es: 'No pudimos confirmar su apartamento o unidad. Revise cómo se escribe y pida de nuevo, o llámenos.',
  },
  'reason.CLAIM_REJECTED_RESIDENTIAL': {
    en: 'We could not confirm that people live at this address. Call us if they do.',
    es: 'No pudimos confirmar que vivan personas en esta dirección. Llámenos si es así.',
  },
  'reason.ORDER_AGAIN': {
    en: 'It could not be delivered and comes back to us. Check the address and order again.',
    es: 'No se pudo entregar y vuelve a nosotros. Revise la dirección y pida de nuevo.',
  },
  'reason.SENT_KIT_RECALLED': {
    en: 'A kit that was sent to you is recalled. Do not use it.',
    es: 'Se retiró un kit que le enviamos. No lo use.',
  },
  'reason.ADDRESS_CORRECTED': { en: 'The address was corrected.', es: 'Se corrigió la dirección.' },

  'input.ORDER': {
    en: 'There is no order with this number and ZIP.',
    es: 'No hay ningún pedido con este número y código postal.',
  },
  'input.CLAIM': { en: 'There is no such claim.', es: 'No existe esa solicitud.' },
  'input.OVERRIDE': {
    en: 'Say in 10 to 500 characters why the order is placed all the same.',
    es: 'Explique en 10 a 500 caracteres por qué se hace el pedido de todos modos.',
  },
  'input.LIST': {
    en: 'Another row keeps this list from being placed.',
    es: 'Otra fila impide hacer los pedidos de esta lista.',
  },
  'input.ROWS': { en: 'Give 1 to 500 rows.', es: 'Indique de 1 a 500 filas.' },
  'input.CHANNEL': {
    en: 'WEB orders are placed by the household itself. Give another channel.',
    es: 'Los pedidos WEB los hace el propio hogar. Indique otro canal.',
  },
  'input.AGENT': {
    en: 'Give the name of the agent, 1 to 80 characters.',
    es: 'Indique el nombre del agente, de 1 a 80 caracteres.',
  },
  'input.REFERENCE': {
    en: 'Give each row a reference of its own, 1 to 64 characters.',
    es: 'Dé a cada fila una referencia propia, de 1 a 64 caracteres.',
  },
  'input.INFLOW': {
    en: 'Give 1 to 100,000 requests a second.',
    es: 'Indique de 1 a 100 000 solicitudes por segundo.',
  },
  'input.REASON': {
    en: 'Only the agency may give this reason.',
    es: 'Solo la agencia puede dar este motivo.',
  },
  'input.KEY': { en: 'Give a UUID as the key.', es: 'Indique un UUID como clave.' },
  'input.CAMPAIGN': { en: 'There is no such campaign.', es: 'No existe esa campaña.' },
  'input.ADDRESS': {
    en: 'Give either an address or a token of checkAddress.',
    es: 'Indique una dirección o un token de checkAddress.',
  },
  'input.TOKEN': { en: 'This is no token of checkAddress.', es: 'Este no es un token de checkAddress.' },
  'input.NAME': {
    en: 'Give a name of 1 to 80 characters for the parcel.',
    es: 'Indique un nombre de 1 a 80 caracteres para el paquete.',
  },
  'input.EMAIL': {
    en: 'Give an e-mail address such as ana@example.org.',
    es: 'Indique un correo como ana@example.org.',
  },
  'input.SMS': {
    en: 'Give a mobile number with country code, such as +12025550143.',
    es: 'Indique un móvil con código de país, como +12025550143.',
  },

  'status.RECEIVED': { en: 'We have your order.', es: 'Tenemos su pedido.' },
  'status.HELD_FOR_REVIEW': {
    en: 'We are checking your address.',
    es: 'Estamos verificando su dirección.',
  },
  'status.CONFIRMED': { en: 'Your order is confirmed.', es: 'Su pedido está confirmado.' },
  'status.BACKORDERED': { en: 'Your order waits for new kits.', es: 'Su pedido espera nuevos kits.' },
  'status.ALLOCATED': { en: 'Kits are set aside for you.', es: 'Hay kits reservados para usted.' },
  'status.IN_PREPARATION': { en: 'Your parcel is being packed.', es: 'Su paquete se está preparando.' },
  'status.SHIPPED': { en: 'Your parcel is on its way.', es: 'Su paquete está en camino.' },
  'status.OUT_FOR_DELIVERY': { en: 'Your parcel comes today.', es: 'Su paquete llega hoy.' },
  'status.DELIVERED': { en: 'Your parcel was delivered.', es: 'Su paquete fue entregado.' },
  'status.DELIVERY_EXCEPTION': {
    en: 'The carrier could not deliver your parcel yet.',
    es: 'El correo aún no pudo entregar su paquete.',
  },
  'status.RETURNED': { en: 'Your parcel came back to us.', es: 'Su paquete fue devuelto.' },
  'status.CANCELLED': { en: 'This order was cancelled.', es: 'Este pedido fue cancelado.' },
  'status.REPLACED': { en: 'Another order replaces this one.', es: 'Otro pedido reemplaza a este.' },

  'receipt.PLACED': {
    en: 'Order {number}. Follow it with this number and ZIP {zip}.',
    es: 'Pedido {number}. Sígalo con este número y el código postal {zip}.',
  },
} as const satisfies Record<string, Readonly<Record<SpokenLanguage, string>>>;

export type MessageKey = keyof typeof messages;

/** Whether a text is the key of a message. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

/** The text of a key in one language, its `{…}` filled from `values`. */
export function sayMessage(
  key: MessageKey,
  language: SpokenLanguage,
  values: Readonly<Record<string, string>> = {},
): string {
  return messages[key][language].replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}
