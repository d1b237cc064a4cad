-- Reminders: timers that outlive their silo. Each silo owns an arc of the ring of grain hashes and reads the reminders of its arc.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

CREATE TABLE IF NOT EXISTS orleans_reminder
(
    service_id          text        NOT NULL COLLATE "C",
    grain_id            text        NOT NULL COLLATE "C",
    name                text        NOT NULL COLLATE "C",
    grain_hash          integer     NOT NULL,  -- the unsigned hash read as a signed number
    first_tick_at       timestamptz NOT NULL,
    period_milliseconds bigint      NOT NULL CHECK (period_milliseconds > 0),
    version             integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (service_id, grain_id, name)
);

CREATE INDEX IF NOT EXISTS orleans_reminder_by_hash ON orleans_reminder (service_id, grain_hash);

COMMENT ON TABLE orleans_reminder IS 'Registered reminders; a market''s daily rounds are started by one.';

-- What the providers read, under the column names they expect.
CREATE OR REPLACE VIEW orleans_reminder_read AS
SELECT service_id          AS ServiceId,
       grain_id            AS GrainId,
       grain_hash          AS GrainHash,
       name                AS ReminderName,
       first_tick_at       AS StartTime,
       period_milliseconds AS Period,
       version             AS Version
FROM orleans_reminder;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadReminderRowsKey', $query$
    SELECT GrainId, ReminderName, StartTime, Period, Version FROM orleans_reminder_read
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId
$query$),
('ReadReminderRowKey', $query$
    SELECT GrainId, ReminderName, StartTime, Period, Version FROM orleans_reminder_read
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName
$query$),
-- An arc that does not cross the end of the number range; the beginning is outside, the end inside.
('ReadRangeRows1Key', $query$
    SELECT GrainId, ReminderName, StartTime, Period, Version FROM orleans_reminder_read
    WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash
$query$),
-- An arc that does, or the whole ring.
('ReadRangeRows2Key', $query$
    SELECT GrainId, ReminderName, StartTime, Period, Version FROM orleans_reminder_read
    WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)
$query$),
('UpsertReminderRowKey', $query$
    INSERT INTO orleans_reminder AS r (service_id, grain_id, name, grain_hash, first_tick_at, period_milliseconds)
    VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
    ON CONFLICT (service_id, grain_id, name) DO UPDATE
        SET grain_hash = excluded.grain_hash, first_tick_at = excluded.first_tick_at,
            period_milliseconds = excluded.period_milliseconds, version = r.version + 1
    RETURNING version AS Version
$query$),
('DeleteReminderRowKey', $query$
    WITH gone AS
    (
        DELETE FROM orleans_reminder
        WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM gone)
$query$),
('DeleteReminderRowsKey', $query$
    DELETE FROM orleans_reminder WHERE service_id = @ServiceId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
