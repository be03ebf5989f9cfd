function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) {
      return NaN;
    }
    value = value * 10 + digit;
  }
  return value;
}

/** `2019/10/20` as milliseconds of its midnight, as if it were UTC; NaN for what is no date. */
export function parseSbsDate(text: string): number {
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const known = text.length === 10 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return known ? Date.UTC(digits(text, 0, 4), month - 1, day) : NaN;
}

/** `11:33:40.310`, with or without its fraction, as milliseconds since midnight; NaN for what is no time. */
export function parseSbsTime(text: string): number {
  const hours = digits(text, 0, 2);
  const minutes = digits(text, 3, 2);
  const seconds = digits(text, 6, 2);
  const milliseconds = text.length >= 12 ? digits(text, 9, 3) : 0;
  const known = text.length >= 8 && hours < 24 && minutes < 60 && seconds < 61;
  return known ? ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds : NaN;
}
