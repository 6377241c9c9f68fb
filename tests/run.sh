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

[ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error || exit 1
# The compiler stays warm between projects, whatever the environment says.
dotnet build --nologo -v q -p:UseSharedCompilation=true || exit 1

passed=0 failed=0 skipped=0 log=$(mktemp)
trap 'rm -f "$log"' EXIT
number() { grep -oE "$1" "$log" | tail -1 | grep -oE '[0-9]+' || echo 0; }

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  dotnet run --project "$project" --no-build -- -noColor 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  total=$(number 'Total: [0-9]+') bad=$(( $(number 'Failed: [0-9]+') + $(number 'Errors: [0-9]+') )) skip=$(number 'Skipped: [0-9]+')
  # A runner that died, or found no tests, says nothing; that is a failure too.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$total" -eq 0 ]; }; then bad=1 total=$((total + 1)); fi
  passed=$((passed + total - bad - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
done

echo "== Frontend.Tests"
node --test --test-reporter=spec tests/Frontend.Tests/*.test.mjs 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
bad=$(number 'ℹ fail [0-9]+') good=$(number 'ℹ pass [0-9]+')
if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$good" -eq 0 ]; }; then bad=1; fi
passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + $(number 'ℹ skipped [0-9]+')))

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
