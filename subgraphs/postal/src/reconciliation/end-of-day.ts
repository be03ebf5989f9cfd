/** The first moment after a calendar day in UTC, `YYYY-MM-DD`. */
export function endOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
}
