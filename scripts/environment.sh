# shellcheck shell=bash
# What the scripts beside this file share. Sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

# One configuration for everything, so that the program and its tests share one build. The import check makes an import
# of a room that Package.swift does not allow an error.
# shellcheck disable=SC2034
build_flags=(-c release --explicit-target-dependency-import-check error)

# Says why the run cannot go on, and ends it.
refuse() {
  printf '%s\n' "$@" >&2
  exit 1
}

# step TITLE COMMAND…: runs the command and says what it was and how long it took.
step() {
  local title=$1 began=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  "$@"
  printf -- '-- %s: %d s\n' "$title" $((SECONDS - began))
}

# The folder of the PostgreSQL programs that the private cluster uses; fails where there is none from version 15 on.
postgres_programs() {
  local folder newest=0 version
  if [ -n "${PG_BINDIR:-}" ]; then
    folder=$PG_BINDIR
  else
    for folder in /usr/lib/postgresql/*/bin; do
      version=$(basename "$(dirname "$folder")")
      if [[ $version =~ ^[0-9]+$ ]] && [ "$version" -ge 15 ] && [ "$version" -gt "$newest" ]; then newest=$version; fi
    done
    folder=/usr/lib/postgresql/$newest/bin
  fi
  [ -x "$folder/initdb" ] && printf '%s\n' "$folder"
}

# Sets where the private cluster keeps its data: TADAMUN_DATA, else .tadamun below the checkout. Root runs PostgreSQL as
# the user postgres; where that user cannot enter the checkout (one below /root, say), the data goes to /var/lib.
choose_data_directory() {
  local folder
  if [ -n "${TADAMUN_DATA:-}" ]; then
    folder=$(realpath -m "$TADAMUN_DATA")
  elif [ -n "${DATABASE_URL:-}${DATABASE_DATA_DIRECTORY:-}" ] || can_postgres_enter "$root"; then
    return 0
  else
    folder=/var/lib/tadamun-$(printf '%s' "$root" | cksum | cut -d' ' -f1)
    echo "The user postgres cannot enter $root: the data is kept elsewhere."
  fi
  export DATABASE_DATA_DIRECTORY=$folder
  echo "Data: $folder. For other commands of tadamun: export DATABASE_DATA_DIRECTORY=$folder"
}

# Whether the server's user can enter a folder of ours: everybody but root runs the server under the own name.
can_postgres_enter() {
  [ "$(id -u)" != 0 ] || ! id postgres >/dev/null 2>&1 ||
    setpriv --reuid=postgres --regid=postgres --init-groups -- test -x "$1"
}
