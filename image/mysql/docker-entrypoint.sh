#!/bin/bash
# Entry point with the official mysql image's environment: MYSQL_ROOT_PASSWORD, MYSQL_ROOT_HOST, MYSQL_ALLOW_EMPTY_PASSWORD,
# MYSQL_RANDOM_ROOT_PASSWORD, MYSQL_DATABASE, MYSQL_USER, MYSQL_PASSWORD; each also as NAME_FILE. They count for a new data directory
# only. The server replaces this shell, so it is PID 1 and gets SIGTERM.
set -eo pipefail
datadir=/var/lib/mysql

note() { echo "$(date -u +%FT%TZ) [Entrypoint] $*" >&2; }
fail() { note "ERROR: $*"; exit 1; }

case "${1:-mysqld}" in -*) set -- mysqld "$@" ;; esac
[ $# -gt 0 ] || set -- mysqld
case "$1" in
    mysqld | mariadbd) ;;
    *) exec "$@" ;;
esac
for argument in "$@"; do
    case "$argument" in
        --help | -? | --version | -V | --print-defaults) exec "$@" ;;
        --datadir=*) datadir=${argument#--datadir=} ;;
    esac
done

# from_file NAME: takes the value of NAME out of the file that NAME_FILE names.
from_file() {
    local file=$1_FILE
    [ -n "${!file:-}" ] || return 0
    [ -z "${!1:-}" ] || fail "both $1 and $file are set"
    export "$1=$(< "${!file}")"
}
for name in MYSQL_ROOT_PASSWORD MYSQL_ROOT_HOST MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD; do from_file "$name"; done

# A string literal of SQL.
quoted() {
    local text=${1//\\/\\\\}
    printf "'%s'" "${text//\'/\\\'}"
}
identifier() { printf '`%s`' "${1//\`/\`\`}"; }

# One statement a line, as the bootstrapping server reads them.
initial_sql() {
    local host=${MYSQL_ROOT_HOST-%} user
    # A new data directory comes with nameless users and with root at other hosts, all without a password.
    echo "DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');"
    echo "DELETE FROM mysql.proxies_priv WHERE User = '' OR Host <> 'localhost';"
    echo "FLUSH PRIVILEGES;"
    echo "ALTER USER root@localhost IDENTIFIED BY $(quoted "$MYSQL_ROOT_PASSWORD");"
    if [ -n "$host" ] && [ "$host" != localhost ]; then
        user="root@$(quoted "$host")"
        echo "CREATE USER $user IDENTIFIED BY $(quoted "$MYSQL_ROOT_PASSWORD");"
        echo "GRANT ALL ON *.* TO $user WITH GRANT OPTION;"
    fi
    [ -z "$MYSQL_DATABASE" ] || echo "CREATE DATABASE IF NOT EXISTS $(identifier "$MYSQL_DATABASE");"
    if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
        user="$(quoted "$MYSQL_USER")@'%'"
        echo "CREATE USER $user IDENTIFIED BY $(quoted "$MYSQL_PASSWORD");"
        [ -z "$MYSQL_DATABASE" ] || echo "GRANT ALL ON $(identifier "${MYSQL_DATABASE//_/\\_}").* TO $user;"
    fi
}

check_passwords() {
    if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
        MYSQL_ROOT_PASSWORD=$(head -c 24 /dev/urandom | base64)
        note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
    fi
    [ -n "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD" ] || fail \
        "Database is uninitialized and password option is not specified: you need to specify one of MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD and MYSQL_RANDOM_ROOT_PASSWORD"
    [ "$MYSQL_USER" != root ] || fail "MYSQL_USER=root: the root user is configured by MYSQL_ROOT_PASSWORD"
}

# Made on the container's own disk and moved in with the directory mysql, by which a finished data directory is known, last: a start that was
# cut short is simply made again.
initialise() {
    local work=/tmp/mysql-init staged=$datadir/.initialising entry
    check_passwords
    note 'Initializing database files'
    rm -rf "$work" "$staged"
    mkdir -p "$work"
    tar -C "$work" -xzf /usr/share/mysql-new/datadir.tar.gz
    chown -R mysql:mysql "$work"
    initial_sql | mysqld --bootstrap --datadir="$work" --log-warnings=0 > /tmp/mysql-init.log 2>&1 \
        || { cat /tmp/mysql-init.log >&2; fail 'the first statements failed'; }
    mkdir "$staged"
    cp -a --sparse=always "$work/." "$staged/"
    for entry in "$staged"/*; do
        [ "${entry##*/}" = mysql ] || { rm -rf "${datadir:?}/${entry##*/}"; mv "$entry" "$datadir/"; }
    done
    sync -f "$datadir" 2> /dev/null || sync
    mv "$staged/mysql" "$datadir/mysql"
    rmdir "$staged"
    rm -rf "$work"
    note 'Database files initialized'
}

# *.sql, *.sql.gz and *.sh of /docker-entrypoint-initdb.d, against a server without network.
run_init_scripts() {
    local server script client=(mysql --protocol=socket -uroot)
    compgen -G '/docker-entrypoint-initdb.d/*' > /dev/null || return 0
    [ -z "$MYSQL_ROOT_PASSWORD" ] || export MYSQL_PWD=$MYSQL_ROOT_PASSWORD
    [ -z "$MYSQL_DATABASE" ] || client+=("$MYSQL_DATABASE")
    "$@" --skip-networking &
    server=$!
    for _ in $(seq 300); do "${client[@]}" -e 'SELECT 1' > /dev/null 2>&1 && break; sleep 0.1; done
    for script in /docker-entrypoint-initdb.d/*; do
        note "running $script"
        case "$script" in
            *.sh) if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
            *.sql) "${client[@]}" < "$script" ;;
            *.sql.gz) gunzip -c "$script" | "${client[@]}" ;;
            *) note "ignoring $script" ;;
        esac
    done
    kill "$server" && wait "$server"
    unset MYSQL_PWD
}

mkdir -p "$datadir" /run/mysqld
if [ "$(id -u)" = 0 ]; then
    chown mysql:mysql /run/mysqld
    [ "$(stat -c %u "$datadir")" = "$(id -u mysql)" ] || chown mysql:mysql "$datadir"
fi
if ! [ -d "$datadir/mysql" ]; then
    initialise
    run_init_scripts "$@"
elif [ "$(id -u)" = 0 ]; then
    find "$datadir" \! -user mysql -exec chown mysql:mysql '{}' +
fi
exec "$@"
