#!/bin/sh
# The backend of what is measured with MySQL; it is no peer. Its data is gone when it ends.
PATH=$PATH:/usr/sbin
data=@folder@/data
trap 'kill "$server"; wait "$server"; rm -rf "$data"; exit 0' TERM
mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$data" \
  --auth-root-authentication-method=normal
mariadbd --no-defaults --user="$(id -un)" --datadir="$data" --socket=@folder@/mariadb.sock \
  --bind-address=127.0.0.1 --port=@listen@ &
server=$!
wait "$server"
