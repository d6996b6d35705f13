#!/usr/bin/env bash
# Everything: format, build, unit, integration and browser tests. Ends with the plain line "N passed, N failed".
#   DACASE_TEST_SQLSERVER="Server=..."  also runs the integration suite on that SQL Server
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# No build servers are left behind, and none left by others is used.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

passed=0
failed=0
results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A step that is not a test: its failure counts as one failed.
step() {
  local name="$1"
  shift
  echo "== $name"
  if ! "$@"; then
    echo "FAILED: $name" >&2
    failed=$((failed + 1))
    return 1
  fi
}

# One number out of a results file's <Counters .../>, 0 when it is not there.
counter() {
  local value
  value="$(grep -o '<Counters [^>]*' "$2" 2>/dev/null | head -n 1 | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9')"
  echo "${value:-0}"
}

run_project() {
  local name="DaCaseManagement.$1" total good exit_code
  echo "== $name"
  dotnet test "tests/$name" --configuration Release --no-build --no-restore --nologo --blame-hang-timeout 15m --blame-hang-dump-type none --results-directory "$results" --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal"
  exit_code=$?
  total="$(counter total "$results/$1.trx")"
  good="$(counter passed "$results/$1.trx")"
  passed=$((passed + good))
  # Whatever did not pass failed: wrong, skipped, or never run because the host died.
  failed=$((failed + total - good))
  if [ "$total" -eq 0 ]; then
    echo "FAILED: $name ran no test" >&2
    failed=$((failed + 1))
  elif [ "$exit_code" -ne 0 ] && [ "$total" -eq "$good" ]; then
    echo "FAILED: $name ended with exit code $exit_code" >&2
    failed=$((failed + 1))
  elif [ "$total" -ne "$good" ]; then
    echo "FAILED: $name, $((total - good)) of $total did not pass (a skipped test counts as failed)" >&2
  fi
}

# In a shell of its own, so that what is missing ends with the plain line too.
needs_to_build() (
  need_dotnet
  need_node
)

restore() {
  # The partial feed's lock files are committed; a full feed writes its own on the first restore (docs/adr/0002-package-feeds.md).
  if [ "${PartialFeed:-}" = true ]; then
    dotnet restore --locked-mode
  else
    dotnet restore
  fi
}

. build/needs.sh
step "Tools to build with" needs_to_build || finish
. build/feed-mode.sh
echo "Package feed: $([ "${PartialFeed:-}" = true ] && echo partial || echo full)"

step "Format" dotnet format whitespace --folder --verify-no-changes --exclude '**/bin/**' '**/obj/**' '**/node_modules/**'
step "Chromium" need_chromium
step "Restore" restore && step "Build" dotnet build --configuration Release --no-restore --nologo || finish
for project in UnitTests IntegrationTests BrowserTests; do
  run_project "$project"
done
finish
