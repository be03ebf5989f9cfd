import type { EarlierAnswer, RepeatableRequest } from '../answered-requests/answered-request.ts';
import { actOnce, findEarlierAnswer } from '../answered-requests/answered-request-store.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Campaign } from './campaign.ts';

export interface IntakeModeStore {
  findEarlier(request: RepeatableRequest): Promise<EarlierAnswer>;
  /** Sets the mode, and the inflow of the waiting room where one is given, together with the key that asked for it. */
  set(
    request: RepeatableRequest,
    wanted: {
      readonly id: string;
      readonly mode: Campaign['intakeMode'];
      readonly admitPerSecond: number | undefined;
    },
    at: Date,
  ): Promise<boolean>;
}

/** Writes the intake mode of campaigns over the wing's database client. */
export function createIntakeModeStore(prisma: PrismaClient): IntakeModeStore {
  return {
    findEarlier: (request) => findEarlierAnswer(prisma, request),
    set: (request, { id, mode, admitPerSecond }, at) =>
      actOnce(prisma, request, at, async (transaction) => {
        const inflow = admitPerSecond === undefined ? {} : { admitPerSecond };
        await transaction.campaign.update({
          data: { intakeMode: mode, ...inflow },
          where: { id },
          select: { id: true },
        });
        return id;
      }),
  };
}
