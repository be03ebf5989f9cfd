-- The first transaction of this database that may still be running: whoever reads rows by their transaction reads up to here and misses
-- none. A transaction that is known to be of another database of the server is not waited for.
CREATE FUNCTION ended_transactions() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  WITH snapshot AS MATERIALIZED (SELECT pg_current_snapshot() AS now)
  SELECT coalesce(
    (SELECT min(running::text::bigint) FROM pg_snapshot_xip(now) AS running WHERE NOT EXISTS (
      SELECT FROM pg_stat_activity
      WHERE backend_xid::text::bigint = running::text::bigint % 4294967296 AND datname <> current_database())),
    pg_snapshot_xmax(now)::text::bigint)
  FROM snapshot
$$;
