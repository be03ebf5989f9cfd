import type { AltitudeResolvers, VelocityResolvers } from '../../generated/resolvers-types.ts';

const metresPerFoot = 0.3048;
const metresPerSecondPerKnot = 1852 / 3600;

export const altitude: AltitudeResolvers = {
  value: ({ feet }, { unit }) => {
    if (unit === 'METRE') return feet * metresPerFoot;
    return unit === 'FLIGHT_LEVEL' ? Math.round(feet / 100) : feet;
  },
};

export const velocity: VelocityResolvers = {
  speed: ({ speedKnots }, { unit }) => {
    if (speedKnots === undefined) return null;
    return unit === 'METRE_PER_SECOND' ? speedKnots * metresPerSecondPerKnot : speedKnots;
  },
};
