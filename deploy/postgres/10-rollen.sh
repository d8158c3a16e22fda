#!/bin/sh
# Runs once, when the database is made: the owner of the tables (migrations) and the role of the site.
# Neither is a superuser. What the site may do is given by `manage.py database_rollen` after every migrate.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set=eigenaar="$(cat /run/secrets/database_eigenaar)" --set=app="$(cat /run/secrets/database_app)" <<'SQL'
CREATE ROLE dekkend_eigenaar LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'eigenaar';
CREATE ROLE dekkend_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'app';
CREATE DATABASE dekkend OWNER dekkend_eigenaar;
REVOKE ALL ON DATABASE dekkend FROM PUBLIC;
GRANT CONNECT ON DATABASE dekkend TO dekkend_app;
\connect dekkend
ALTER SCHEMA public OWNER TO dekkend_eigenaar;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
