#!/usr/bin/env bash
# A newcomer's path, timed: a clean clone, the one command that starts the server, and a round that converges in the browser.
# Needs git, the .NET SDK, Node.js 20.19 or later with npm, and Chromium. Prints the seconds of each part; exit code 0 only when the round has converged.
# newcomer.sh [REPOSITORY]: what is cloned; default this repository.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source=${1:-$root}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d "${TMPDIR:-/tmp}/bess-newcomer.XXXXXX")
server=
end() {
  # The server is a child of dotnet run: both are in the group that this script has made.
  [ -z "$server" ] || kill -- "-$server" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT

now() { date +%s%N; }
begin=$(now)
last=$begin
# part WORDS: the seconds since the part before.
part() {
  local at
  at=$(now)
  awk -v ns="$((at - last))" -v words="$1" 'BEGIN { printf "%8.1f s  %s\n", ns / 1e9, words }'
  last=$at
}

# The first command.
git clone --quiet "$source" "$work/bess"
part "git clone"

# The second; a port of its own, so that it does not meet a server that runs.
cd "$work/bess"
port=$((20000 + RANDOM % 20000))
set -m
dotnet run --project src/Bess.Dashboard -c Release -- --urls "http://127.0.0.1:$port" --data "$work/data" >"$work/server.log" 2>&1 &
server=$!
set +m
while ! address=$(sed -n 's/^Open \(http[^ ]*\).*/\1/p' "$work/server.log") || [ -z "$address" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log"; echo "the server did not start"; exit 1; }
  sleep 0.1
done
part "dotnet run, until it prints its address (restore, packages of the pages, build, start)"

node "$root/tests/newcomer/converge.mjs" "$address" "$work/profile"
part "the browser, all of it"
awk -v ns="$(($(now) - begin))" 'BEGIN { printf "%8.1f s  in all\n", ns / 1e9 }'
