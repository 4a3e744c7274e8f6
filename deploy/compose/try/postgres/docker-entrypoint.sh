#!/bin/bash
# What the official image does at its start, as far as Moru counts on it: the first start makes the cluster and runs what lies in
# /docker-entrypoint-initdb.d, on a server that listens on its socket only.
set -euo pipefail
socket="-c unix_socket_directories=/var/run/postgresql"

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres "$PGDATA"
    chmod 0700 "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

begin() {
    local password=${POSTGRES_PASSWORD:-} user=${POSTGRES_USER:-postgres} file
    [ -z "${POSTGRES_PASSWORD_FILE:-}" ] || password=$(<"$POSTGRES_PASSWORD_FILE")
    [ -n "$password" ] || { echo "POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE is needed" >&2; exit 1; }
    initdb --username="$user" --pwfile=<(printf '%s\n' "$password") --auth-local=trust --auth-host=scram-sha-256 >/dev/null
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl start -w -o "-c listen_addresses='' $socket"
    if [ "${POSTGRES_DB:-$user}" != postgres ]; then
        psql -v ON_ERROR_STOP=1 -U "$user" -d postgres -c "create database \"${POSTGRES_DB:-$user}\""
    fi
    for file in /docker-entrypoint-initdb.d/*.sh; do
        [ ! -x "$file" ] || "$file"
    done
    pg_ctl stop -w -m fast
}

if [ "$1" = postgres ]; then
    [ -s "$PGDATA/PG_VERSION" ] || begin
    # shellcheck disable=SC2086
    set -- "$@" -c 'listen_addresses=*' $socket
fi
exec "$@"
