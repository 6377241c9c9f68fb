#!/usr/bin/env bash
# Publishes PromptGen and measures it: see README.md beside this. Needs the .NET SDK and redis-server.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v redis-server >/dev/null || { echo "redis-server is missing: apt-get install redis-server" >&2; exit 1; }
# Thousands of clients and of calls to the model are as many files.
ulimit -n "$(ulimit -Hn)" || true

# The gateway's folder holds the silo's program too. Without BENCH_BUILT it is published anew each time.
built=${BENCH_BUILT:-$(pwd)/bench/.built}
if [ -z "${BENCH_BUILT:-}" ] || [ ! -f "$built/Gateway.dll" ]; then
  echo "publishing; the first time this takes some minutes" >&2
  dotnet publish Gateway --nologo -v q -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o "$built" >&2
fi
dotnet build bench/Load --nologo -v q -c Release -p:UseSharedCompilation=true >&2
# Its threads are not to spin for work: it has the cores together with what it measures.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
exec dotnet bench/Load/bin/Release/net10.0/Load.dll --built "$built" --out "$(pwd)/bench/.results" "$@"
