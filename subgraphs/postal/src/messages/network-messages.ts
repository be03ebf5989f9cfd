/** Texts for people who move kits, and what their changes say to households. */
export const networkMessages = {
  'stock.KEY_REUSED': {
    en: 'This key already did something else. Make a new key for a new request.',
    es: 'Esta clave ya hizo otra cosa. Cree una clave nueva para una solicitud nueva.',
  },
  'stock.SHORT': {
    en: '{available} kits can be taken from {site}, not more.',
    es: 'De {site} se pueden tomar {available} kits, no más.',
  },
  'stock.SITE': { en: 'There is no such site.', es: 'No existe ese centro.' },
  'stock.LOT': {
    en: 'No product with this GTIN has such a lot.',
    es: 'Ningún producto con este GTIN tiene ese lote.',
  },
  'stock.PRODUCT': { en: 'No product has this GTIN.', es: 'Ningún producto tiene este GTIN.' },
  'stock.LOT_NUMBER': {
    en: 'Give a lot number of 1 to 20 printable characters without blanks.',
    es: 'Indique un número de lote de 1 a 20 caracteres imprimibles sin espacios.',
  },
  'stock.LOT_RECALLED': {
    en: 'This lot was recalled; its date cannot be extended.',
    es: 'Este lote fue retirado; su fecha no se puede ampliar.',
  },
  'stock.LOT_HELD': {
    en: 'This lot is recalled, expired or waits for a decision; its kits stay held back.',
    es: 'Este lote fue retirado, caducó o espera una decisión; sus kits siguen retenidos.',
  },
  'stock.LOT_DATE': {
    en: 'Give a day after {day}, on which the lot expires now.',
    es: 'Indique un día posterior al {day}, en que caduca ahora el lote.',
  },
  'stock.LOT_OTHER_DATE': {
    en: 'This lot was announced before with another expiry: {day}.',
    es: 'Este lote se anunció antes con otra caducidad: {day}.',
  },
  'stock.REASON': { en: 'Say why in 3 to 200 characters.', es: 'Diga por qué en 3 a 200 caracteres.' },
  'stock.QUANTITY': {
    en: 'Give a number of kits from 1 to 10,000,000.',
    es: 'Indique un número de kits de 1 a 10 000 000.',
  },
  'stock.CHANGE': {
    en: 'Give a number of kits that is not 0: positive where they came back, negative where they are damaged or destroyed.',
    es: 'Indique un número de kits distinto de 0: positivo si volvieron, negativo si están dañados o destruidos.',
  },

  'event.ORDER_ALLOCATED': {
    en: 'Kits are set aside for you at {site}.',
    es: 'Hay kits reservados para usted en {site}.',
  },

  'consignment.UNKNOWN': { en: 'There is no such consignment.', es: 'No existe ese envío.' },
  'consignment.LINES': { en: 'Give 1 to 100 lines.', es: 'Indique de 1 a 100 líneas.' },
  'consignment.LOT_TWICE': {
    en: 'This lot stands in an earlier line; give each lot once.',
    es: 'Este lote ya está en una línea anterior; indique cada lote una vez.',
  },
  'consignment.UNITS': { en: 'Give at most 5,000 units.', es: 'Indique como máximo 5000 unidades.' },
  'consignment.SSCC_TWICE': {
    en: 'Two units have the same SSCC.',
    es: 'Dos unidades tienen el mismo SSCC.',
  },
  'consignment.SSCC_TAKEN': {
    en: 'The unit {sscc} was announced before.',
    es: 'La unidad {sscc} se anunció antes.',
  },
  'consignment.UNIT_LOT': {
    en: 'No line has this lot; name the GTIN too where two products share a number.',
    es: 'Ninguna línea tiene este lote; indique también el GTIN si dos productos comparten número.',
  },
  'consignment.UNIT_PARENT': {
    en: 'A case stands on a pallet of the same list, and a pallet on nothing.',
    es: 'Una caja va sobre un palé de la misma lista, y un palé sobre nada.',
  },
  'consignment.UNIT_SUM': {
    en: 'The units that hold this lot do not add up to its line.',
    es: 'Las unidades de este lote no suman la cantidad de su línea.',
  },
  'consignment.SCANS': { en: 'Give at most 5,000 scans at once.', es: 'Indique como máximo 5000 lecturas.' },
  'consignment.SCAN_QUANTITY': {
    en: 'Give 0 or more kits, and no more damaged ones than were counted.',
    es: 'Indique 0 kits o más, y no más dañados que contados.',
  },
  'consignment.PARENT_COUNTED': {
    en: 'This pallet holds cases: scan the cases that differ by themselves.',
    es: 'Este palé contiene cajas: lea por separado las cajas que difieren.',
  },
  'consignment.STATE': {
    en: 'This cannot be done any more with this consignment.',
    es: 'Esto ya no se puede hacer con este envío.',
  },
  'shipment.STATE': {
    en: 'This cannot be done with this batch as it stands.',
    es: 'Esto no se puede hacer con esta tanda en su estado.',
  },
  'shipment.UNKNOWN': { en: 'There is no such batch.', es: 'No existe esa tanda.' },
  'shipment.PARCELS': { en: 'Give 1 to 5,000 parcels.', es: 'Indique de 1 a 5000 paquetes.' },
  'shipment.MAILING_DATE': {
    en: 'Give today or a later day, by the calendar of the site.',
    es: 'Indique hoy o un día posterior, según el calendario del centro.',
  },
  'shipment.NOTHING': {
    en: 'No order of this site waits for a label.',
    es: 'Ningún pedido de este centro espera etiqueta.',
  },
  'shipment.EMPTY': {
    en: 'No label of this batch stands any more.',
    es: 'Ninguna etiqueta de esta tanda sigue en pie.',
  },
  'tracking.SOURCE': {
    en: 'Name the source in 1 to 40 letters, digits, dots and hyphens.',
    es: 'Nombre la fuente con 1 a 40 letras, cifras, puntos y guiones.',
  },
  'tracking.EVENTS': { en: 'Give at most 1,000 scans.', es: 'Indique como máximo 1000 lecturas.' },
  'tracking.CODE': {
    en: 'Give a code of two digits or capital letters.',
    es: 'Indique un código de dos cifras o letras mayúsculas.',
  },
  'tracking.EVENT_ID': {
    en: 'Give an id of 1 to 80 printable characters without blanks.',
    es: 'Indique un id de 1 a 80 caracteres imprimibles sin espacios.',
  },
  'tracking.ZIP': { en: 'Give a ZIP of five digits.', es: 'Indique un código postal de cinco cifras.' },
  'tracking.TIME': {
    en: 'Give a time that is not in the future, or the local time with a known ZIP.',
    es: 'Indique una hora que no sea futura, o la hora local con un código postal conocido.',
  },
  'replenishment.HORIZON': { en: 'Give 1 to 30 days.', es: 'Indique de 1 a 30 días.' },
  'discrepancy.MISSING': { en: 'Announced and not received.', es: 'Anunciada y no recibida.' },
  'discrepancy.COUNTED_OTHERWISE': {
    en: 'Another number of kits than announced.',
    es: 'Otra cantidad de kits que la anunciada.',
  },
  'discrepancy.DAMAGED': { en: 'Received damaged.', es: 'Recibida con daños.' },
  'discrepancy.NOT_ANNOUNCED': { en: 'Received and not announced.', es: 'Recibida y no anunciada.' },

  'reason.LOT_RECALLED': {
    en: 'The kit set aside for you was recalled; you get another.',
    es: 'El kit reservado para usted fue retirado; recibirá otro.',
  },
  'reason.LOT_EXPIRED': {
    en: 'The kit set aside for you expired; you get another.',
    es: 'El kit reservado para usted caducó; recibirá otro.',
  },
} as const;
