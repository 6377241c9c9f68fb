#!/usr/bin/env bash
# Publishes PromptGen and measures it: see README.md beside this. Needs the .NET SDK and redis-server.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v redis-server >/dev/null || { echo "redis-server is missing: apt-get install redis-server" >&2; exit 1; }
# Thousands of clients and of calls to the model are as many files.
ulimit -n "$(ulimit -Hn)" || true

built=${BENCH_BUILT:-$(pwd)/bench/.built}
for program in Gateway Silo; do
  # Without BENCH_BUILT it is published anew each time.
  [ -n "${BENCH_BUILT:-}" ] && [ -f "$built/$program/$program.dll" ] && continue
  echo "publishing $program" >&2
  dotnet publish "$program" --nologo -v q -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o "$built/$program" >&2
done
dotnet build bench/Load --nologo -v q -c Release -p:UseSharedCompilation=true >&2
# Its threads are not to spin for work: it has the cores together with what it measures.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
exec dotnet bench/Load/bin/Release/net10.0/Load.dll --gateway "$built/Gateway/Gateway.dll" --silo "$built/Silo/Silo.dll" --out "$(pwd)/bench/.results" "$@"
