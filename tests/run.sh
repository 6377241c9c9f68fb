#!/usr/bin/env bash
# Runs every test. What they need beside the .NET SDK is installed when it is missing: redis-server, Node, Chromium, Prometheus, TypeScript.
# The last line says how many passed, failed and were skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
command -v promtool >/dev/null || missing+=(prometheus)
[ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] || missing+=(chromium-headless-shell)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || exit 1
fi

# The programs under test live for seconds: their code is not profiled, and compiled a second time only when their start is over.
export DOTNET_TieredPGO=0 DOTNET_TC_CallCountingDelayMs=1000

# Again when what is asked for has changed.
[ node_modules -nt package-lock.json ] || npm ci --no-audit --no-fund --loglevel=error &
# The compiler stays warm between projects, whatever the environment says.
dotnet build --nologo -v q -p:UseSharedCompilation=true || exit 1
wait $! || exit 1

passed=0 failed=0 skipped=0 logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

# Runs the tests of one name; what they say goes to its log.
run() {
  local log=$logs/$1
  if [ "$1" = Frontend.Tests ]; then
    node --test --test-reporter=spec tests/Frontend.Tests/*.test.mjs
  else
    dotnet "tests/$1/bin/Debug/net10.0/$1.dll" -noColor
  fi >"$log" 2>&1
  echo $? >"$log.status"
}

number() { grep -oE "$1" "$log" | tail -1 | grep -oE '[0-9]+' || echo 0; }

count() {
  local log=$logs/$1 total bad skip
  if [ "$1" = Frontend.Tests ]; then
    bad=$(number 'ℹ fail [0-9]+') skip=$(number 'ℹ skipped [0-9]+')
    total=$(($(number 'ℹ pass [0-9]+') + bad + skip))
  else
    bad=$(($(number 'Failed: [0-9]+') + $(number 'Errors: [0-9]+'))) skip=$(number 'Skipped: [0-9]+') total=$(number 'Total: [0-9]+')
  fi
  # A runner that died, or found no tests, says nothing; that is a failure too.
  if [ "$bad" -eq 0 ] && { [ "$(cat "$log.status")" -ne 0 ] || [ "$total" -eq 0 ]; }; then bad=1 total=$((total + 1)); fi
  passed=$((passed + total - bad - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
}

# What a log tells of each test that failed: its name, and the first lines of why. Of a runner that died, its last lines.
failures() {
  local found
  found=$(grep -aE -A 12 '\[FAIL\]$|^not ok|^✖ ' "$1" | cut -c1-400 | head -120)
  if [ -n "$found" ]; then echo "$found"; elif [ "$(cat "$1.status")" -ne 0 ]; then tail -n 20 "$1"; fi
}

# Those of a line run side by side: they wait more than they work, or judge no times closely. The others have the machine to themselves.
groups=(
  "Frontend.Tests Models.Tests Silo.Tests"
  "Cluster.Tests System.Tests"
  "Browser.Tests Gateway.Tests"
)
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  [[ " ${groups[*]} " == *" $name "* ]] || groups+=("$name")
done

for group in "${groups[@]}"; do
  echo "== $group"
  for name in $group; do run "$name" & done
  wait
  for name in $group; do
    cat "$logs/$name"
    count "$name"
  done
done

# Last, where the end of a long log still shows them.
if [ "$failed" -gt 0 ]; then
  echo "== What failed"
  for log in "$logs"/*.Tests; do
    failures "$log" | sed "s/^/$(basename "$log"): /"
  done
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
