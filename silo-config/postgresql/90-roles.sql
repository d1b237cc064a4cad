-- Roles: rights only. Both are groups without login and without password. The operator makes one login per silo or prosumer, outside this file:
--     CREATE ROLE silo_1 LOGIN PASSWORD '…' IN ROLE bess_coordinator;
--     CREATE ROLE prosumer_anna LOGIN PASSWORD '…' IN ROLE bess_prosumer;
--
-- bess_coordinator works on all tables. bess_prosumer sees and keeps up the membership, which every silo must, and nothing else: no state
-- of any grain, no round, no schedule, no reminder, and it cannot found a cluster or delete a row.
--
-- bess_reminder_host may be added to bess_prosumer where the cluster uses Orleans' reminders: the framework spreads them over ALL silos by
-- hash, so that a silo without the reminder service silently loses its share. What is given away: names and times of all reminders.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

-- Roles belong to the whole server; where this login may not make them, an administrator runs this file once and the rest works without.
DO
$body$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['bess_coordinator', 'bess_prosumer', 'bess_reminder_host'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
    END LOOP;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE WARNING 'roles bess_coordinator, bess_prosumer, bess_reminder_host are missing and this login may not create them: run 90-roles.sql as an administrator';
    WHEN duplicate_object OR unique_violation THEN
        NULL;  -- made at the same moment from another database of this server
END
$body$;

-- Running as the owner must not depend on the roles; everybody else loses what is public by default.
REVOKE ALL ON OrleansQuery, orleans_membership_version, orleans_membership, orleans_membership_read, orleans_grain_state, orleans_reminder,
    orleans_reminder_read, bess_round, bess_journal, bess_schedule, bess_series, bess_origin, bess_observation, bess_observation_read FROM PUBLIC;
REVOKE ALL ON FUNCTION
    orleans_found_cluster(text),
    orleans_take_membership_version(text, integer),
    orleans_add_silo(text, integer, text, integer, integer, text, text, integer, integer, timestamptz, timestamptz),
    orleans_change_silo(text, integer, text, integer, integer, integer, text, timestamptz),
    orleans_forget_dead_silos(text, timestamptz),
    orleans_write_state(integer, integer, bigint, bigint, text, text, text, integer, bytea),
    orleans_clear_state(integer, integer, bigint, bigint, text, text, text, integer),
    orleans_delete_state(integer, integer, bigint, bigint, text, text, text, integer) FROM PUBLIC;

DO
$body$
BEGIN
    IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('bess_coordinator', 'bess_prosumer', 'bess_reminder_host')) < 3 THEN
        RETURN;
    END IF;

    GRANT SELECT ON OrleansQuery, orleans_membership_read, orleans_reminder_read TO bess_coordinator;
    GRANT SELECT, INSERT, UPDATE, DELETE ON orleans_membership_version, orleans_membership, orleans_grain_state, orleans_reminder,
        bess_round, bess_journal, bess_schedule TO bess_coordinator;
    -- Market series are only ever added to.
    GRANT SELECT, INSERT ON bess_series, bess_origin, bess_observation TO bess_coordinator;
    GRANT SELECT ON bess_observation_read TO bess_coordinator;
    GRANT EXECUTE ON FUNCTION
        orleans_found_cluster(text),
        orleans_take_membership_version(text, integer),
        orleans_add_silo(text, integer, text, integer, integer, text, text, integer, integer, timestamptz, timestamptz),
        orleans_change_silo(text, integer, text, integer, integer, integer, text, timestamptz),
        orleans_forget_dead_silos(text, timestamptz),
        orleans_write_state(integer, integer, bigint, bigint, text, text, text, integer, bytea),
        orleans_clear_state(integer, integer, bigint, bigint, text, text, text, integer),
        orleans_delete_state(integer, integer, bigint, bigint, text, text, text, integer) TO bess_coordinator;

    GRANT SELECT ON OrleansQuery, orleans_membership_version, orleans_membership, orleans_membership_read TO bess_prosumer;
    GRANT INSERT ON orleans_membership TO bess_prosumer;
    GRANT UPDATE (version, changed_at) ON orleans_membership_version TO bess_prosumer;
    GRANT UPDATE (status, suspicions, last_sign_of_life) ON orleans_membership TO bess_prosumer;
    GRANT EXECUTE ON FUNCTION
        orleans_found_cluster(text),
        orleans_take_membership_version(text, integer),
        orleans_add_silo(text, integer, text, integer, integer, text, text, integer, integer, timestamptz, timestamptz),
        orleans_change_silo(text, integer, text, integer, integer, integer, text, timestamptz),
        orleans_forget_dead_silos(text, timestamptz) TO bess_prosumer;

    GRANT SELECT ON orleans_reminder_read TO bess_reminder_host;
    GRANT SELECT, INSERT, UPDATE, DELETE ON orleans_reminder TO bess_reminder_host;
END
$body$;
