import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { type Turn, createWaitingRoom } from './waiting-room.ts';

const campaign = { id: 'campaign-test', admitPerSecond: 2 };
const ticketKey = randomBytes(32);

function aRoom() {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const clock = { now: () => new Date(now) };
  return { room: createWaitingRoom(ticketKey, clock), pass: (ms: number) => void (now += ms) };
}

const waitOf = (turn: Turn) => (turn.kind === 'WAIT' ? turn.retryAfterMs : 0);
const ticketOf = (turn: Turn) => (turn.kind === 'WAIT' ? turn.ticket : undefined);

test('with nobody before it a request goes in at once, and those after it wait in order', () => {
  const { room } = aRoom();

  const turns = Array.from({ length: 4 }, () => room.enter(campaign, randomUUID(), undefined));

  expect(turns.map(waitOf)).toEqual([0, 500, 1_000, 1_500]);
});

test('a ticket lets in when its time has come, and not before', () => {
  const { room, pass } = aRoom();
  const key = randomUUID();
  room.enter(campaign, randomUUID(), undefined);
  const ticket = ticketOf(room.enter(campaign, key, undefined));

  pass(200);
  const early = room.enter(campaign, key, ticket);
  pass(300);
  const due = room.enter(campaign, key, ticket);

  expect([waitOf(early), ticketOf(early)]).toEqual([300, ticket]);
  expect(due.kind).toBe('ADMITTED');
});

test.each<[string, (ticket: string) => string]>([
  ['of another key', (ticket) => ticket],
  ['with another time', (ticket) => ticket.replace(/^[^.]+/, '1')],
  ['that is no ticket', () => 'let me in'],
])('a ticket %s is worth nothing', (_name, change) => {
  const { room, pass } = aRoom();
  room.enter(campaign, randomUUID(), undefined);
  const ticket = ticketOf(room.enter(campaign, randomUUID(), undefined)) ?? '';
  pass(500);

  expect(waitOf(room.enter(campaign, randomUUID(), change(ticket)))).toBe(500);
});

test('a ticket that lay for a quarter of an hour is void', () => {
  const { room, pass } = aRoom();
  const key = randomUUID();
  room.enter(campaign, randomUUID(), undefined);
  const ticket = ticketOf(room.enter(campaign, key, undefined));
  pass(16 * 60_000);
  room.enter(campaign, randomUUID(), undefined);

  expect(room.enter(campaign, key, ticket).kind).toBe('WAIT');
});
