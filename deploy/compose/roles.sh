#!/bin/bash
# At the first start of PostgreSQL: for each service one schema, and one role that reaches nothing but it.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -d postgres -c 'create database moru' -c 'revoke all on database moru from public'
psql -v ON_ERROR_STOP=1 -U postgres -d moru -c 'revoke all on schema public from public'
for schema in gateway provisioning config backup monitoring notification secrets; do
    role=$schema
    [ "$schema" = secrets ] && role=moru_secrets
    psql -v ON_ERROR_STOP=1 -U postgres -d moru -v role="$role" -v schema="$schema" \
        -v password="$(cat "/run/secrets/$schema-password")" <<'SQL'
create role :"role" login password :'password';
create schema :"schema" authorization :"role";
grant connect, temporary on database moru to :"role";
alter role :"role" in database moru set search_path = :"schema";
SQL
done
