import { patternScalar } from '@rotunda/platform/scalars';

/** The scalars that this wing alone declares. */
export const defenceScalars = {
  AircraftAddress: patternScalar(
    'AircraftAddress',
    /^~?[0-9A-F]{6}$/,
    'give six upper-case hexadecimal digits.',
  ),
  BeaconCode: patternScalar('BeaconCode', /^[0-7]{4}$/, 'give four octal digits, leading zeros kept.'),
  Sidc: patternScalar('Sidc', /^[A-Z-]{15}$/, 'give 15 letters of MIL-STD-2525C.'),
  PictureCursor: patternScalar('PictureCursor', /^[A-Za-z0-9_-]{1,64}$/, 'give the `cursor` of a picture.'),
};
