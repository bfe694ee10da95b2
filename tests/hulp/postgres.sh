#!/usr/bin/env bash
# A temporary PostgreSQL cluster for the tests, from Debian's binaries.
#
#   tests/hulp/postgres.sh start MAP    makes a cluster in the empty folder MAP, starts it on a free port of the
#                                       loopback address and prints its DATABASE_URL
#   tests/hulp/postgres.sh stop MAP     stops it and removes MAP
#
# initdb refuses to run as root; then the cluster belongs to the user 'postgres' that Debian's package makes.
set -euo pipefail

gebruiker=postgres
# Sorting by Dutch rules, as a production cluster does: it shows where the order of a page leans on the database.
taalregels=(--encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=nl)

nieuwste_bin() {
    local map
    map=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
    if [[ -z $map || ! -x $map/initdb ]]; then
        echo 'PostgreSQL ontbreekt. Installeer: apt-get install postgresql' >&2
        return 1
    fi
    printf '%s\n' "$map"
}

# Run a command of PostgreSQL as a user it accepts, from a folder that user may read.
als_postgres() {
    if ((EUID == 0)); then
        (cd / && exec runuser -u "$gebruiker" -- "$@")
    else
        (cd / && exec "$@")
    fi
}

vrije_poort() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
    local map=$1 bin wachtwoord poort poging
    bin=$(nieuwste_bin)
    wachtwoord=$(head -c 18 /dev/urandom | base64 | tr -dc 'a-zA-Z0-9')
    mkdir -p "$map"
    (umask 077 && printf '%s\n' "$wachtwoord" >"$map/wachtwoord")
    if ((EUID == 0)); then chown -R "$gebruiker" "$map"; fi
    als_postgres "$bin/initdb" --pgdata="$map/data" --username=test --auth=scram-sha-256 \
        --pwfile="$map/wachtwoord" --no-sync "${taalregels[@]}" >"$map.initdb.log" 2>&1 ||
        { cat "$map.initdb.log" >&2; return 1; }
    rm -f "$map.initdb.log"
    # A test cluster is thrown away: no waiting for the disk. The port can be taken between choosing and starting.
    for poging in 1 2 3; do
        poort=$(vrije_poort)
        if als_postgres "$bin/pg_ctl" start --pgdata="$map/data" --log="$map/log" --wait --timeout=60 --silent \
            --options="-h 127.0.0.1 -p $poort -k '' -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
-c max_connections=60" >/dev/null 2>&1 </dev/null; then
            printf 'postgresql://test:%s@127.0.0.1:%s/postgres\n' "$wachtwoord" "$poort"
            return 0
        fi
        echo "PostgreSQL startte niet (poging $poging)." >&2
    done
    cat "$map/log" >&2
    return 1
}

stop() {
    local map=$1
    if [[ -f $map/data/postmaster.pid ]]; then
        als_postgres "$(nieuwste_bin)/pg_ctl" stop --pgdata="$map/data" --mode=immediate --silent || true
    fi
    rm -rf -- "$map"
}

case "${1-} ${2:+map}" in
    'start map') start "$2" ;;
    'stop map') stop "$2" ;;
    *)
        echo 'Gebruik: tests/hulp/postgres.sh start|stop MAP' >&2
        exit 2
        ;;
esac
