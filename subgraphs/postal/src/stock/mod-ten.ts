/** The check digit of GS1 keys and parcel numbers: weights 3 and 1 from the right, to the next ten. Source: GS1 General Specifications 7.9, USPS Publication 199. */
export function modTenCheckDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether digits end in their own check digit. */
export function hasModTenCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && modTenCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}
