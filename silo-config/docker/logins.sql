-- psql only: the login of the silos of docker-compose.yml; its password comes in the variable silo_password. Safe to run again; a changed password is set.
SELECT 'CREATE ROLE bess_silo LOGIN IN ROLE bess_coordinator' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bess_silo') \gexec
ALTER ROLE bess_silo PASSWORD :'silo_password';
