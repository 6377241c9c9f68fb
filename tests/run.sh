#!/usr/bin/env bash
# Runs every test. What they need beside the .NET SDK is installed when it is missing: redis-server, Node, Chromium.
# The last line says how many passed, failed and were skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v node >/dev/null || missing+=(nodejs)
[ -x /usr/bin/chromium ] || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || exit 1
fi

dotnet build --nologo -v q || exit 1

passed=0 failed=0 skipped=0 logs=$(mktemp -d) log=
trap 'rm -rf "$logs"' EXIT
number() { grep -oE "$1" "$log" | tail -1 | grep -oE '[0-9]+' || echo 0; }
run() { # project, command…
  "${@:2}" dotnet run --project "$1" --no-build -- -noColor >"$logs/$(basename "$1")" 2>&1
  echo $? >"$logs/$(basename "$1").status"
}
count() { # project
  log=$logs/$(basename "$1")
  cat "$log"
  local status total bad skip
  status=$(<"$log.status") total=$(number 'Total: [0-9]+') bad=$(( $(number 'Failed: [0-9]+') + $(number 'Errors: [0-9]+') )) skip=$(number 'Skipped: [0-9]+')
  # A runner that died says nothing; that is a failure too.
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1 total=$((total + 1)); fi
  passed=$((passed + total - bad - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
}

# A browser waits more than it works: its tests go on beside the others, and yield to them.
run tests/Browser.Tests/Browser.Tests.csproj nice -n 10 &
for project in tests/*.Tests/*.csproj; do
  if [[ $project == *Browser* ]]; then continue; fi
  echo "== $(basename "$project" .csproj)"
  run "$project" env
  count "$project"
done
echo "== Browser.Tests"
wait
count tests/Browser.Tests/Browser.Tests.csproj

echo "== Frontend.Tests"
log=$logs/frontend
node --test --test-reporter=spec tests/Frontend.Tests/*.test.mjs 2>&1 | tee "$log"
bad=$(number 'ℹ fail [0-9]+')
if [ "${PIPESTATUS[0]}" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
passed=$((passed + $(number 'ℹ pass [0-9]+'))) failed=$((failed + bad)) skipped=$((skipped + $(number 'ℹ skipped [0-9]+')))

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
