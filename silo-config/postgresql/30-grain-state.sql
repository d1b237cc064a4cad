-- Grain state: one row per (service, state name, grain key), replaced under optimistic concurrency.
--
-- A writer states which version it has seen. No version means "there is nothing yet": such a write never replaces a row. A write that
-- comes too late changes nothing and returns NULL, which the provider reports as InconsistentStateException. The journal of a round relies
-- on this as its fence: of two activations that believe they own a round, one is refused.
--
-- The version of a new row starts at a random number, so that the writer of a row that was deleted and made anew is refused as well.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

CREATE TABLE IF NOT EXISTS orleans_grain_state
(
    key_hash      integer     NOT NULL,
    state_hash    integer     NOT NULL,
    key_0         bigint      NOT NULL,              -- first half of a Guid key, else 0
    key_1         bigint      NOT NULL,              -- second half of a Guid key or an integer key, else 0
    key_text      text        NOT NULL COLLATE "C",  -- string key or key extension, else empty
    state_name    text        NOT NULL COLLATE "C",  -- name of the state, NOT of the grain's class: each class needs a name of its own
    service_id    text        NOT NULL COLLATE "C",
    version       integer     NOT NULL,
    payload       bytea,                             -- NULL: the state was cleared
    written_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key_hash, state_hash, key_0, key_1, key_text, state_name, service_id)
)
-- Room on each page lets a rewritten row stay on it, without touching the index.
WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Payloads are mostly binary numbers, which do not compress; trying costs more than it saves. Asked first, because the ALTER locks the table.
DO
$body$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute
                   WHERE attrelid = 'orleans_grain_state'::regclass AND attname = 'payload' AND attstorage = 'e') THEN
        ALTER TABLE orleans_grain_state ALTER COLUMN payload SET STORAGE EXTERNAL;
    END IF;
END
$body$;

COMMENT ON TABLE orleans_grain_state IS 'State of grains; written only through orleans_write_state, orleans_clear_state and orleans_delete_state.';

CREATE OR REPLACE FUNCTION orleans_write_state(
    hash_of_key integer, hash_of_state integer, n0 bigint, n1 bigint, text_key text, state text, service text,
    seen_version integer, new_payload bytea) RETURNS integer
LANGUAGE plpgsql AS
$body$
DECLARE
    new_version integer;
BEGIN
    IF seen_version IS NULL THEN
        INSERT INTO orleans_grain_state AS s (key_hash, state_hash, key_0, key_1, key_text, state_name, service_id, version, payload)
        VALUES (hash_of_key, hash_of_state, n0, n1, coalesce(text_key, ''), state, service, 1 + floor(random() * 1000000000)::integer, new_payload)
        ON CONFLICT DO NOTHING
        RETURNING s.version INTO new_version;
    ELSE
        UPDATE orleans_grain_state AS s SET payload = new_payload, version = s.version + 1, written_at = now()
        WHERE s.key_hash = hash_of_key AND s.state_hash = hash_of_state AND s.key_0 = n0 AND s.key_1 = n1
          AND s.key_text = coalesce(text_key, '') AND s.state_name = state AND s.service_id = service AND s.version = seen_version
        RETURNING s.version INTO new_version;
    END IF;
    RETURN new_version;
END
$body$;

-- Empties a state and keeps its row, so that its version goes on.
CREATE OR REPLACE FUNCTION orleans_clear_state(
    hash_of_key integer, hash_of_state integer, n0 bigint, n1 bigint, text_key text, state text, service text, seen_version integer)
    RETURNS integer
LANGUAGE plpgsql AS
$body$
BEGIN
    IF seen_version IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN orleans_write_state(hash_of_key, hash_of_state, n0, n1, text_key, state, service, seen_version, NULL);
END
$body$;

-- Removes the row; returns the version that would have come next, which the provider takes as success.
CREATE OR REPLACE FUNCTION orleans_delete_state(
    hash_of_key integer, hash_of_state integer, n0 bigint, n1 bigint, text_key text, state text, service text, seen_version integer)
    RETURNS integer
LANGUAGE plpgsql AS
$body$
DECLARE
    next_version integer;
BEGIN
    DELETE FROM orleans_grain_state AS s
    WHERE s.key_hash = hash_of_key AND s.state_hash = hash_of_state AND s.key_0 = n0 AND s.key_1 = n1
      AND s.key_text = coalesce(text_key, '') AND s.state_name = state AND s.service_id = service AND s.version = seen_version
    RETURNING s.version + 1 INTO next_version;
    RETURN next_version;
END
$body$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', $query$
    SELECT payload AS PayloadBinary, version AS Version FROM orleans_grain_state
    WHERE key_hash = @GrainIdHash AND state_hash = @GrainTypeHash AND key_0 = @GrainIdN0 AND key_1 = @GrainIdN1
      AND key_text = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND service_id = @ServiceId
$query$),
('WriteToStorageKey', $query$
    SELECT orleans_write_state(@GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, @GrainTypeString, @ServiceId,
                               @GrainStateVersion, @PayloadBinary) AS NewGrainStateVersion
$query$),
('ClearStorageKey', $query$
    SELECT orleans_clear_state(@GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, @GrainTypeString, @ServiceId,
                               @GrainStateVersion) AS NewGrainStateVersion
$query$),
('DeleteStorageKey', $query$
    SELECT orleans_delete_state(@GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, @GrainTypeString, @ServiceId,
                                @GrainStateVersion) AS NewGrainStateVersion
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
