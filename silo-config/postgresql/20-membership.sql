-- Membership: which silos belong to a cluster and which of them are alive.
--
-- One row of orleans_membership_version per cluster is the point through which every change of membership goes: a change is accepted only
-- by somebody who has seen the version that is current, so that two silos cannot decide on different views. The row lock of that UPDATE
-- serialises rivals; the loser finds the version moved on and changes nothing.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

CREATE TABLE IF NOT EXISTS orleans_membership_version
(
    cluster_id text        NOT NULL PRIMARY KEY,
    version    integer     NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS orleans_membership
(
    cluster_id       text        NOT NULL REFERENCES orleans_membership_version (cluster_id),
    address          text        NOT NULL,
    port             integer     NOT NULL,
    generation       integer     NOT NULL,  -- tells a restarted silo from the one before it on the same address and port
    silo_name        text        NOT NULL,
    host_name        text        NOT NULL,
    gateway_port     integer     NOT NULL,  -- 0: takes no clients
    status           integer     NOT NULL,  -- 1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead
    suspicions       text,                  -- who voted this silo dead and when, in the providers' own notation
    started_at       timestamptz NOT NULL,
    last_sign_of_life timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

COMMENT ON TABLE orleans_membership IS 'One row per silo and generation; dead ones stay until the clean-up (a week by default).';
COMMENT ON COLUMN orleans_membership.status IS '1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead';

-- What the providers read, under the column names they expect. A cluster without silos gives one row with the version alone.
CREATE OR REPLACE VIEW orleans_membership_read AS
SELECT v.cluster_id        AS ClusterId,
       v.version           AS Version,
       m.address           AS Address,
       m.port              AS Port,
       m.generation        AS Generation,
       m.silo_name         AS SiloName,
       m.host_name         AS HostName,
       m.gateway_port      AS ProxyPort,
       m.status            AS Status,
       m.suspicions        AS SuspectTimes,
       m.started_at        AS StartTime,
       m.last_sign_of_life AS IAmAliveTime
FROM orleans_membership_version AS v
LEFT JOIN orleans_membership AS m ON m.cluster_id = v.cluster_id;

-- True if this call founded the cluster. Looks before it inserts, so that a role which may only join needs no right to found.
CREATE OR REPLACE FUNCTION orleans_found_cluster(cluster text) RETURNS boolean
LANGUAGE plpgsql AS
$body$
BEGIN
    IF EXISTS (SELECT FROM orleans_membership_version WHERE cluster_id = cluster) THEN
        RETURN false;
    END IF;
    INSERT INTO orleans_membership_version (cluster_id) VALUES (cluster) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$body$;

-- Takes the next version if the caller has seen the current one; the building block of both changes below.
CREATE OR REPLACE FUNCTION orleans_take_membership_version(cluster text, seen_version integer) RETURNS boolean
LANGUAGE plpgsql AS
$body$
BEGIN
    UPDATE orleans_membership_version SET version = version + 1, changed_at = now()
    WHERE cluster_id = cluster AND version = seen_version;
    RETURN FOUND;
END
$body$;

CREATE OR REPLACE FUNCTION orleans_add_silo(
    cluster text, seen_version integer, silo_address text, silo_port integer, silo_generation integer, name text, host text,
    gateway integer, silo_status integer, started timestamptz, alive timestamptz) RETURNS boolean
LANGUAGE plpgsql AS
$body$
BEGIN
    -- The silo is looked up after the version is taken: from there on no rival can add it.
    IF NOT orleans_take_membership_version(cluster, seen_version) THEN
        RETURN false;
    END IF;
    INSERT INTO orleans_membership
        (cluster_id, address, port, generation, silo_name, host_name, gateway_port, status, started_at, last_sign_of_life)
    VALUES
        (cluster, silo_address, silo_port, silo_generation, name, host, gateway, silo_status, started, alive);
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    RETURN false;  -- known already; leaving the block gives the version back as well
END
$body$;

CREATE OR REPLACE FUNCTION orleans_change_silo(
    cluster text, seen_version integer, silo_address text, silo_port integer, silo_generation integer,
    silo_status integer, silo_suspicions text, alive timestamptz) RETURNS boolean
LANGUAGE plpgsql AS
$body$
BEGIN
    IF NOT EXISTS (SELECT FROM orleans_membership
                   WHERE cluster_id = cluster AND address = silo_address AND port = silo_port AND generation = silo_generation)
       OR NOT orleans_take_membership_version(cluster, seen_version) THEN
        RETURN false;
    END IF;
    UPDATE orleans_membership SET status = silo_status, suspicions = silo_suspicions, last_sign_of_life = alive
    WHERE cluster_id = cluster AND address = silo_address AND port = silo_port AND generation = silo_generation;
    RETURN true;
END
$body$;

-- Runs with the rights of the owner of the schema, so that any silo may tidy up without a right to delete: only the dead go.
CREATE OR REPLACE FUNCTION orleans_forget_dead_silos(cluster text, silent_since timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS
$body$
    WITH gone AS
    (
        DELETE FROM orleans_membership
        WHERE cluster_id = cluster AND status = 6 AND last_sign_of_life < silent_since AND started_at < silent_since
        RETURNING 1
    )
    SELECT count(*) FROM gone
$body$;

-- A function with somebody else's rights must not look for its table among the caller's temporary ones, which come first unless named last.
DO
$body$
BEGIN
    EXECUTE format('ALTER FUNCTION orleans_forget_dead_silos(text, timestamptz) SET search_path = %I, pg_temp', current_schema());
END
$body$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('GatewaysQueryKey', $query$
    SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM orleans_membership
    WHERE cluster_id = @DeploymentId AND status = @Status AND gateway_port > 0
$query$),
('MembershipReadRowKey', $query$
    SELECT v.version AS Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.ProxyPort, m.Status, m.SuspectTimes, m.StartTime, m.IAmAliveTime
    FROM orleans_membership_version AS v
    LEFT JOIN orleans_membership_read AS m
        ON m.ClusterId = v.cluster_id AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
    WHERE v.cluster_id = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    SELECT Version, Address, Port, Generation, SiloName, HostName, ProxyPort, Status, SuspectTimes, StartTime, IAmAliveTime
    FROM orleans_membership_read WHERE ClusterId = @DeploymentId
$query$),
('InsertMembershipVersionKey', $query$
    SELECT orleans_found_cluster(@DeploymentId)
$query$),
('UpdateIAmAlivetimeKey', $query$
    UPDATE orleans_membership SET last_sign_of_life = @IAmAliveTime
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('InsertMembershipKey', $query$
    SELECT orleans_add_silo(@DeploymentId, @Version, @Address, @Port, @Generation, @SiloName, @HostName, @ProxyPort, @Status, @StartTime, @IAmAliveTime)
$query$),
('UpdateMembershipKey', $query$
    SELECT orleans_change_silo(@DeploymentId, @Version, @Address, @Port, @Generation, @Status, @SuspectTimes, @IAmAliveTime)
$query$),
('DeleteMembershipTableEntriesKey', $query$
    DELETE FROM orleans_membership WHERE cluster_id = @DeploymentId;
    DELETE FROM orleans_membership_version WHERE cluster_id = @DeploymentId
$query$),
('CleanupDefunctSiloEntriesKey', $query$
    SELECT orleans_forget_dead_silos(@DeploymentId, @IAmAliveTime)
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
