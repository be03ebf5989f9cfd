import type { Clock } from '@rotunda/platform/clock';
import type { RequestFacts } from '@rotunda/platform/request-facts';
import type { Viewer } from '@rotunda/platform/viewer';
import type { CampaignFigures } from './campaign-metrics/create-campaign-figures.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import { type OrderHistoryStore, createOrderHistoryStore } from './order-history/order-history-store.ts';
import { type OrderStore, createOrderStore } from './orders/order-store.ts';
import { type CoverageStore, createCoverageStore } from './public-coverage/coverage-store.ts';
import type { PostalRequest } from './request.ts';
import { createNetworkStores } from './sites/create-network-stores.ts';
import type { NetworkStores } from './sites/network-stores.ts';

/** What all requests of the wing share. */
export type LastingParts = CampaignFigures &
  Pick<PostalRequest, 'campaigns' | 'addresses' | 'ordering' | 'orderLife' | 'listening' | 'orderWatch'>;

/** Gives each request its context. */
export function createRequests(
  lasting: LastingParts,
  database: { readonly prisma: PrismaClient; readonly clock: Clock },
): (viewer: Viewer, facts: RequestFacts) => PostalRequest {
  return (viewer, facts) => new OpenRequest(viewer, facts, lasting, database);
}

/** A store is made when a resolver first asks for it: placing an order needs none. */
class OpenRequest implements PostalRequest {
  readonly viewer;
  readonly facts;
  readonly campaigns;
  readonly addresses;
  readonly ordering;
  readonly orderLife;
  readonly listening;
  readonly orderWatch;
  readonly metrics;
  readonly intakeMeter;
  readonly backlog;
  readonly backlogWatch;
  readonly throughputWatch;
  readonly reconcileKits;
  readonly #database;
  #orders: OrderStore | undefined;
  #orderHistory: OrderHistoryStore | undefined;
  #coverage: CoverageStore | undefined;
  #network: NetworkStores | undefined;

  constructor(
    viewer: Viewer,
    facts: RequestFacts,
    lasting: LastingParts,
    database: { readonly prisma: PrismaClient; readonly clock: Clock },
  ) {
    this.viewer = viewer;
    this.facts = facts;
    this.campaigns = lasting.campaigns;
    this.addresses = lasting.addresses;
    this.ordering = lasting.ordering;
    this.orderLife = lasting.orderLife;
    this.listening = lasting.listening;
    this.orderWatch = lasting.orderWatch;
    this.metrics = lasting.metrics;
    this.intakeMeter = lasting.intakeMeter;
    this.backlog = lasting.backlog;
    this.backlogWatch = lasting.backlogWatch;
    this.throughputWatch = lasting.throughputWatch;
    this.reconcileKits = lasting.reconcileKits;
    this.#database = database;
  }

  get orders(): OrderStore {
    return (this.#orders ??= createOrderStore(this.#database.prisma));
  }

  get orderHistory(): OrderHistoryStore {
    return (this.#orderHistory ??= createOrderHistoryStore(this.#database.prisma));
  }

  get coverage(): CoverageStore {
    return (this.#coverage ??= createCoverageStore(this.#database.prisma));
  }

  get network(): NetworkStores {
    return (this.#network ??= createNetworkStores(this.#database.prisma, this.#database.clock));
  }
}
