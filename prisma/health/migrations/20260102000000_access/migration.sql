-- Who opened a chart, or tried to. A log is a chain: every event carries the hash of itself and of the one before it.
CREATE TABLE access_event (
  log          text           NOT NULL,
  sequence     bigint         NOT NULL,
  at           timestamptz(3) NOT NULL,
  actor        text           NOT NULL,
  practitioner text,
  organization text,
  patient_id   text           NOT NULL,
  basis        text,
  purpose      text,
  outcome      text           NOT NULL,
  action       text           NOT NULL,
  record_kinds text[]         NOT NULL,
  request_id   text           NOT NULL,
  chain_hash   text           NOT NULL,
  CONSTRAINT access_event_pkey PRIMARY KEY (log, sequence)
);
CREATE INDEX access_event_patient_idx ON access_event (patient_id, at DESC, log DESC, sequence DESC);
CREATE INDEX access_event_time_idx ON access_event (at DESC, log DESC, sequence DESC);

-- The end of every log, moved in the statement that adds the events: a cut-off tail shows.
CREATE TABLE access_log_head (
  log        text   NOT NULL,
  sequence   bigint NOT NULL,
  chain_hash text   NOT NULL,
  CONSTRAINT access_log_head_pkey PRIMARY KEY (log)
);

CREATE FUNCTION refuse_access_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Access events are never changed or removed.';
END
$$;
CREATE TRIGGER access_event_append_only BEFORE UPDATE OR DELETE ON access_event
  FOR EACH ROW EXECUTE FUNCTION refuse_access_event_change();
CREATE TRIGGER access_event_never_emptied BEFORE TRUNCATE ON access_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_access_event_change();
