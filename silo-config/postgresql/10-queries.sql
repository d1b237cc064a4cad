-- The catalogue of operations. The Orleans providers look up the text of each operation here when a silo starts; the two column names and
-- the name of the table are theirs, everything else in this folder is ours.
--
-- Rules for all files: numbered, applied in the order of their names, each one batch that may be run again at any time, also while silos run.
-- The lock makes silos that start at once take turns; it ends with the batch.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

CREATE TABLE IF NOT EXISTS OrleansQuery
(
    QueryKey  text NOT NULL PRIMARY KEY,
    QueryText text NOT NULL
);

COMMENT ON TABLE OrleansQuery IS 'SQL text of each operation of the Orleans providers, read once at the start of a silo.';
