-- Market series: values with when they are delivered and when they became known. Rows are only ever added; a changed value is one more row.
--
-- Instants and lengths are counted in 100 ns from year one, UTC: what was written is read back to the last digit, which timestamptz (1 µs)
-- would not do. bess_observation_read shows them as instants. Who may touch these tables: 90-roles.sql.
SELECT pg_advisory_xact_lock(hashtext('bess.schema'));

CREATE TABLE IF NOT EXISTS bess_series
(
    series_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    zone      text NOT NULL COLLATE "C",
    name      text NOT NULL COLLATE "C",
    UNIQUE (zone, name)
);

COMMENT ON TABLE bess_series IS 'Each market series that was ever kept; the name ends in the unit.';

CREATE TABLE IF NOT EXISTS bess_origin
(
    origin_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source    text    NOT NULL COLLATE "C",
    detail    text    NOT NULL COLLATE "C",  -- empty: none
    synthetic boolean NOT NULL,
    UNIQUE (source, detail, synthetic)
);

COMMENT ON TABLE bess_origin IS 'Where values came from: publisher or file, and whether a program made them up.';

CREATE TABLE IF NOT EXISTS bess_observation
(
    series_id   integer          NOT NULL REFERENCES bess_series,
    start_ticks bigint           NOT NULL,
    step_ticks  bigint           NOT NULL CHECK (step_ticks > 0),
    known_ticks bigint           NOT NULL,
    value       double precision NOT NULL CHECK (value > '-Infinity' AND value < 'Infinity'),
    origin_id   integer          NOT NULL REFERENCES bess_origin,
    PRIMARY KEY (series_id, start_ticks, step_ticks, known_ticks)
);

COMMENT ON TABLE bess_observation IS 'One value a row; the same interval again with a later known_ticks is a revision.';

-- 621355968000000000: ticks at 1970-01-01. Shown to the microsecond.
CREATE OR REPLACE VIEW bess_observation_read AS
SELECT s.zone,
       s.name,
       to_timestamp((o.start_ticks - 621355968000000000) / 10000000.0) AS delivery_start,
       make_interval(secs => o.step_ticks / 10000000.0)                AS step,
       o.value,
       to_timestamp((o.known_ticks - 621355968000000000) / 10000000.0) AS known_at,
       g.source,
       g.detail,
       g.synthetic
FROM bess_observation o
         JOIN bess_series s USING (series_id)
         JOIN bess_origin g USING (origin_id);

COMMENT ON VIEW bess_observation_read IS 'The values for people: instants instead of ticks.';
