import type { ParcelStatus } from '../shipments/parcel.ts';

/** How far along a scan can stand: a label, the carrier's hands, the address, the way back. No earlier stage overrules a later one. */
export type ScanStage = 0 | 1 | 2 | 3;

interface ScanCode {
  readonly status: ParcelStatus;
  readonly stage: ScanStage;
  readonly en: string;
  readonly es: string;
}

const scan = (status: ParcelStatus, stage: ScanStage, en: string, es: string): ScanCode => ({
  status,
  stage,
  en,
  es,
});

const accepted = scan('ACCEPTED', 1, 'The carrier has the parcel.', 'El correo tiene el paquete.');
const attempted = (en: string, es: string) =>
  scan('ATTEMPTED', 1, `No delivery: ${en}.`, `Sin entrega: ${es}.`);
const returned = (en: string, es: string) =>
  scan('RETURN_TO_SENDER', 3, `It goes back: ${en}.`, `Vuelve al remitente: ${es}.`);
const moving = (en: string, es: string) => scan('IN_TRANSIT', 1, en, es);

/** What the carrier's event codes mean. Source: USPS tracking event codes. */
const codes: Readonly<Record<string, ScanCode>> = {
  GX: scan('LABEL_CREATED', 0, 'A label was made.', 'Se creó una etiqueta.'),
  MA: scan('PRE_SHIPMENT', 0, 'The carrier knows that it comes.', 'El correo sabe que viene.'),
  '83': scan('PRE_SHIPMENT', 0, 'The carrier waits for the parcel.', 'El correo espera el paquete.'),
  '89': scan('PRE_SHIPMENT', 0, 'The carrier waits for the parcel.', 'El correo espera el paquete.'),
  TM: accepted,
  PA: accepted,
  OA: accepted,
  UA: accepted,
  '03': accepted,
  '10': moving('It was sorted.', 'Fue clasificado.'),
  PC: moving('It was sorted.', 'Fue clasificado.'),
  EF: moving('It left a sorting centre.', 'Salió de un centro de clasificación.'),
  SF: moving('It left a post office.', 'Salió de una oficina de correos.'),
  '07': moving('It came to the post office of the address.', 'Llegó a la oficina de correos del destino.'),
  '08': moving('It went to a wrong place and goes on.', 'Fue a un lugar equivocado y sigue su camino.'),
  '71': moving('Delivery was put off.', 'La entrega se aplazó.'),
  DX: moving('No news today.', 'Hoy no hay novedades.'),
  OF: scan('OUT_FOR_DELIVERY', 1, 'It comes today.', 'Llega hoy.'),
  '01': scan('DELIVERED', 2, 'It was delivered.', 'Fue entregado.'),
  '02': attempted('nobody was there', 'no había nadie'),
  '30': attempted('no way to the door', 'sin acceso a la puerta'),
  '52': attempted('notice left', 'se dejó aviso'),
  '53': attempted('the box was blocked', 'el buzón estaba bloqueado'),
  '54': attempted('the box was full', 'el buzón estaba lleno'),
  '55': attempted('no safe place', 'no había lugar seguro'),
  '56': attempted('nobody was there', 'no había nadie'),
  '14': scan('AVAILABLE_FOR_PICKUP', 1, 'It waits at the post office.', 'Espera en la oficina de correos.'),
  '16': scan('AVAILABLE_FOR_PICKUP', 1, 'It waits at the post office.', 'Espera en la oficina de correos.'),
  '05': scan('UNDELIVERABLE', 1, 'It cannot be delivered.', 'No se puede entregar.'),
  '06': scan('FORWARDED', 1, 'It goes to a new address.', 'Va a una dirección nueva.'),
  '04': returned('refused', 'rechazado'),
  '09': returned('not claimed or not deliverable', 'no reclamado o no entregable'),
  '21': returned('no such number', 'no existe el número'),
  '22': returned('address not complete', 'dirección incompleta'),
  '23': returned('moved, no address left', 'se mudó sin dejar dirección'),
  '24': returned('not known there', 'desconocido en ese lugar'),
  '25': returned('refused', 'rechazado'),
  '26': returned('no mail box', 'sin buzón'),
  '27': returned('forwarding has ended', 'el reenvío terminó'),
  '28': returned('vacant', 'desocupado'),
  '29': returned('not claimed', 'no reclamado'),
  '31': returned('other reason', 'otro motivo'),
};

/** What a code means; undefined for one that we do not know, which says nothing of the parcel. */
export function findScanCode(code: string): ScanCode | undefined {
  return codes[code];
}
