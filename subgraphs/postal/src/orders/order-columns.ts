/** What of its row makes an order. */
export const orderColumns = {
  number: true,
  roundId: true,
  status: true,
  channel: true,
  placedAt: true,
  zip: true,
  deliveryLine: true,
  lastLine: true,
  urbanization: true,
} as const;
