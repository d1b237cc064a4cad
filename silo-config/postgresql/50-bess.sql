-- Rounds and schedules. Head and journal are binary documents of one version of the program; nobody but a silo reads them.
--
-- A head is replaced only by whoever knows the version before, and an entry of the journal is only ever added: of two silos that
-- believe they own a round, one finds its version or its number taken. Who may touch these tables: 90-roles.sql.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

CREATE TABLE IF NOT EXISTS bess_round
(
    round_id   text        NOT NULL PRIMARY KEY COLLATE "C",
    head       bytea       NOT NULL,
    version    integer     NOT NULL CHECK (version > 0),
    changed_at timestamptz NOT NULL DEFAULT now()
)
WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

COMMENT ON TABLE bess_round IS 'Each round''s order, members, phase and result; one row a round, replaced with each transition.';

CREATE TABLE IF NOT EXISTS bess_journal
(
    round_id   text        NOT NULL COLLATE "C",
    number     integer     NOT NULL CHECK (number >= 0),
    entry      bytea       NOT NULL,
    PRIMARY KEY (round_id, number)
);

COMMENT ON TABLE bess_journal IS 'What a running round has heard, in order; deleted when the round has ended.';

CREATE TABLE IF NOT EXISTS bess_schedule
(
    battery    text        NOT NULL PRIMARY KEY COLLATE "C",
    schedules  bytea       NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
)
WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

COMMENT ON TABLE bess_schedule IS 'Of each battery of the operator: the schedule in force, and the one of a round that has not committed yet.';

-- Payloads are mostly binary numbers, which do not compress; trying costs more than it saves. Asked first, because the ALTER locks the table.
DO
$body$
DECLARE
    payload record;
BEGIN
    FOR payload IN SELECT attrelid::regclass AS owner, attname FROM pg_attribute
                   WHERE (attrelid, attname) IN (('bess_round'::regclass, 'head'), ('bess_journal'::regclass, 'entry'), ('bess_schedule'::regclass, 'schedules'))
                     AND attstorage <> 'e' LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE EXTERNAL', payload.owner, payload.attname);
    END LOOP;
END
$body$;
