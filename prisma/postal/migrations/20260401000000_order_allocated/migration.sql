-- Which centre set kits aside and of which lots, one for each parcel. They are kept here because the kits' own rows go on: they become
-- parcels, or are taken back.
ALTER TABLE order_event
  ADD COLUMN site_code text,
  ADD COLUMN lot_ids integer[],
  ADD CONSTRAINT order_event_allocation CHECK (
    (site_code IS NULL) = (lot_ids IS NULL) AND (site_code IS NULL OR to_status = 'ALLOCATED'));

ALTER TYPE event_kind ADD VALUE 'ORDER_ALLOCATED' AFTER 'ORDER_STATUS_CHANGED';
