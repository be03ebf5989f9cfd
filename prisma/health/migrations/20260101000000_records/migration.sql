-- Record ids are ULIDs: 26 characters, time-ordered, so that an index grows at its right edge during an import.

-- The current version of every FHIR resource. `content` is the text as it was sent; the other columns are derived from it.
CREATE TABLE record (
  record_id           text        NOT NULL,
  source_system       text        NOT NULL,
  fhir_type           text        NOT NULL,
  fhir_id             text        NOT NULL,
  patient_id          text,
  encounter_fhir_id   text,
  version_id          integer     NOT NULL,
  last_updated        timestamptz(3) NOT NULL,
  status              text,
  verification_status text,
  categories          text[]      NOT NULL,
  code_system         text,
  code                text,
  code_display        text,
  clinical_date       text,
  clinical_at         timestamptz(3),
  value_number        numeric,
  value_unit          text,
  sens_mask           integer     NOT NULL,
  confidentiality     text        NOT NULL,
  label_author        text        NOT NULL,
  label_basis         text,
  import_job_id       text,
  import_file         integer,
  import_line         integer,
  import_entry        integer,
  content_hash        text        NOT NULL,
  content             text        NOT NULL,
  CONSTRAINT record_pkey PRIMARY KEY (record_id)
);
CREATE UNIQUE INDEX record_source_key ON record (source_system, fhir_type, fhir_id);
CREATE INDEX record_chart_idx ON record (patient_id, fhir_type, clinical_at DESC, record_id DESC);

-- Superseded versions only: the current one is in `record`.
CREATE TABLE record_version (
  record_id     text           NOT NULL,
  version_id    integer        NOT NULL,
  last_updated  timestamptz(3) NOT NULL,
  sens_mask     integer        NOT NULL,
  import_job_id text,
  import_file   integer,
  import_line   integer,
  import_entry  integer,
  content_hash  text           NOT NULL,
  content       text           NOT NULL,
  CONSTRAINT record_version_pkey PRIMARY KEY (record_id, version_id)
);

-- Business identifiers of those whom others refer to by identifier (Practitioner?identifier=system|value).
CREATE TABLE record_identifier (
  source_system text NOT NULL,
  fhir_type     text NOT NULL,
  system        text NOT NULL,
  value         text NOT NULL,
  record_id     text NOT NULL,
  fhir_id       text NOT NULL,
  CONSTRAINT record_identifier_pkey PRIMARY KEY (source_system, fhir_type, value, system, record_id)
);
CREATE INDEX record_identifier_record_idx ON record_identifier (record_id);

-- Who the chart belongs to; patient_id is the record_id of the Patient resource.
CREATE TABLE patient (
  patient_id          text    NOT NULL,
  source_system       text    NOT NULL,
  fhir_id             text    NOT NULL,
  active              boolean NOT NULL,
  name_text           text    NOT NULL,
  family_name         text,
  given_names         text[]  NOT NULL,
  names_folded        text    NOT NULL,
  birth_date          text,
  birth_date_from     date,
  birth_date_to       date,
  deceased            boolean NOT NULL,
  deceased_at         text,
  gender              text,
  race_code           text,
  ethnicity_code      text,
  language            text,
  languages           text[]  NOT NULL,
  interpreter_needed  boolean,
  address_lines       text[]  NOT NULL,
  city                text,
  state               text,
  postal_code         text,
  country             text,
  county_fips         text,
  CONSTRAINT patient_pkey PRIMARY KEY (patient_id)
);
CREATE UNIQUE INDEX patient_source_key ON patient (source_system, fhir_id);
CREATE INDEX patient_county_idx ON patient (county_fips);

-- Why an actor may open a chart, derived from the record named; both ends of the period are included, NULL is open.
CREATE TABLE care_relationship (
  source_record_id text           NOT NULL,
  actor            text           NOT NULL,
  patient_id       text           NOT NULL,
  basis            text           NOT NULL,
  role             text,
  valid_from       timestamptz(3),
  valid_to         timestamptz(3),
  CONSTRAINT care_relationship_pkey PRIMARY KEY (source_record_id, actor, basis)
);
CREATE INDEX care_relationship_actor_idx ON care_relationship (actor, patient_id);
CREATE INDEX care_relationship_patient_idx ON care_relationship (patient_id);

CREATE TABLE import_job (
  import_job_id       text           NOT NULL,
  name                text           NOT NULL,
  source_system       text           NOT NULL,
  fault_policy        text           NOT NULL,
  state               text           NOT NULL,
  started_by          text           NOT NULL,
  started_at          timestamptz(3) NOT NULL,
  finished_at         timestamptz(3),
  fingerprint         text           NOT NULL,
  bytes_total         bigint         NOT NULL,
  bytes_read          bigint         NOT NULL,
  lines_read          integer        NOT NULL,
  resources_read      integer        NOT NULL,
  hash_mismatches     integer        NOT NULL,
  patients_before     integer        NOT NULL,
  patients_after      integer,
  dangling_references integer        NOT NULL,
  verified_at         timestamptz(3),
  certificate_hash    text,
  CONSTRAINT import_job_pkey PRIMARY KEY (import_job_id)
);
CREATE INDEX import_job_started_idx ON import_job (started_at DESC);

-- One row a source file; lines_done and bytes_done are the checkpoint, written in the transaction that loads the rows.
CREATE TABLE import_file (
  import_job_id text    NOT NULL,
  file_number   integer NOT NULL,
  name          text    NOT NULL,
  bytes         bigint  NOT NULL,
  sha256        text,
  fingerprint   text    NOT NULL,
  state         text    NOT NULL,
  lines_done    integer NOT NULL,
  bytes_done    bigint  NOT NULL,
  done_at       timestamptz(3),
  CONSTRAINT import_file_pkey PRIMARY KEY (import_job_id, file_number)
);
CREATE INDEX import_file_fingerprint_idx ON import_file (fingerprint);

-- What became of every source line (entry 0) and of every entry of a Bundle line (entry 1, 2, ...).
CREATE TABLE import_ledger (
  import_job_id text    NOT NULL,
  file_number   integer NOT NULL,
  line          integer NOT NULL,
  entry         integer NOT NULL,
  byte_offset   bigint  NOT NULL,
  outcome       text    NOT NULL,
  fhir_type     text,
  source_id     text,
  record_id     text,
  version_id    integer,
  source_hash   text,
  stored_hash   text,
  issues        jsonb,
  CONSTRAINT import_ledger_pkey PRIMARY KEY (import_job_id, file_number, line, entry)
);
CREATE INDEX import_ledger_outcome_idx ON import_ledger (import_job_id, outcome, file_number, line, entry)
  WHERE outcome NOT IN ('LOADED', 'UNCHANGED');

-- Lines whose patient is not known yet; they become records, and leave, when the patient comes.
CREATE TABLE quarantined_record (
  import_job_id text    NOT NULL,
  file_number   integer NOT NULL,
  line          integer NOT NULL,
  entry         integer NOT NULL,
  source_system text    NOT NULL,
  fhir_type     text    NOT NULL,
  fhir_id       text    NOT NULL,
  patient_ref   text    NOT NULL,
  content_hash  text    NOT NULL,
  content       text    NOT NULL,
  CONSTRAINT quarantined_record_pkey PRIMARY KEY (import_job_id, file_number, line, entry)
);
CREATE INDEX quarantined_record_patient_idx ON quarantined_record (source_system, patient_ref);
