CREATE TYPE event_kind AS ENUM ('ORDER_PLACED', 'ORDER_STATUS_CHANGED', 'CONSIGNMENT_RECEIVED', 'LOT_RECALLED');
CREATE TYPE webhook_status AS ENUM ('ACTIVE', 'SUSPENDED', 'RETIRED');

-- What happened, in the order in which it is told. A row says where its facts stand, not what they are: those that placed an order or
-- changed one write no row here; it is read forward from theirs, and only while an agency listens.
CREATE TABLE outbox_event (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind event_kind NOT NULL,
  at timestamptz(3) NOT NULL,
  published_at timestamptz(3) NOT NULL,
  -- Events of one partition are told one after the other: a household, a consignment, a lot.
  partition_key uuid NOT NULL,
  -- Of an order.
  order_number bigint,
  -- Of a change of its status.
  order_event_id bigint,
  -- Of stock: the transaction that moved it, with the consignment or the lot.
  moved_in bigint,
  cause text,
  lot_id integer
);

CREATE INDEX outbox_event_published_at ON outbox_event USING brin (published_at);

INSERT INTO read_position (reader, read_to) VALUES ('events', 0);

CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  agency text NOT NULL,
  url text NOT NULL,
  -- Signs what is sent, so it is kept as it is; told to the agency once.
  secret bytea NOT NULL CHECK (octet_length(secret) = 32),
  kinds event_kind[] NOT NULL CHECK (cardinality(kinds) > 0),
  status webhook_status NOT NULL DEFAULT 'ACTIVE',
  -- Null: as many as we like.
  requests_per_minute integer CHECK (requests_per_minute > 0),
  created_at timestamptz(3) NOT NULL,
  -- All events up to here were told, or are kept in webhook_retry.
  told_to bigint NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  next_attempt_at timestamptz(3) NOT NULL,
  -- The process that tells it its events now, and until when.
  leased_by uuid,
  leased_until timestamptz(3),
  UNIQUE (agency, url)
);

-- Events that a receiver did not take while it took others, and those of their partitions behind them.
CREATE TABLE webhook_retry (
  webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  position bigint NOT NULL,
  partition_key uuid NOT NULL,
  attempts integer NOT NULL,
  first_attempt_at timestamptz(3) NOT NULL,
  next_attempt_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  -- Given up; kept to be seen.
  dead_at timestamptz(3),
  PRIMARY KEY (webhook_id, position)
);

CREATE INDEX webhook_retry_waiting ON webhook_retry (webhook_id, partition_key, position) WHERE dead_at IS NULL;
