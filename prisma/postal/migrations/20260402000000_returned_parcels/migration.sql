-- When the kit of a parcel that goes back was booked to the centre that packed it: once, however often and late the carrier says so.
ALTER TABLE parcel
  ADD COLUMN returned_at timestamptz(3),
  ADD CONSTRAINT parcel_returned CHECK (returned_at IS NULL OR (shipped_at IS NOT NULL AND status = 'RETURN_TO_SENDER'));

-- Kits of parcels that went back before were booked by hand.
UPDATE parcel SET returned_at = shipped_at WHERE status = 'RETURN_TO_SENDER' AND shipped_at IS NOT NULL;
