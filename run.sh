#!/usr/bin/env bash
# Starts the system from a fresh clone: builds, makes and fills the database, prints the address and the demonstration accounts.
#   ./run.sh [--urls http://127.0.0.1:5080] [--Setting value ...]      settings: docs/operations.md
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

web=src/DaCaseManagement.Web
stamp=$web/obj/run.stamp

. build/needs.sh
need_dotnet

# Asking the build whether there is anything to do takes longer than starting the system; the names and ages of the sources say it at once.
sources() {
  find Directory.Build.props build policies src -type f -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/node_modules/*' \
    -not -path '*/wwwroot/assets/*' -not -name 'packages*.lock.json' "$@"
}

is_built() {
  [ -f "$stamp" ] && [ -f $web/bin/Release/net10.0/DaCaseManagement.Web.dll ] \
    && [ -z "$(sources -newer "$stamp" -print -quit)" ] && [ "$(sources | sort | cksum)" = "$(cat "$stamp")" ]
}

if ! is_built; then
  need_node
  . build/feed-mode.sh
  echo "Building ..."
  mkdir -p "$(dirname "$stamp")"
  # The age is that of the start, so that a file saved during the build is seen next time.
  sources | sort | cksum > "$stamp.new"
  rm -f "$stamp"
  dotnet build $web --configuration Release --nologo --verbosity quiet
  mv "$stamp.new" "$stamp"
fi

# Young objects die in the memory they were born in: fewer collections while somebody waits on the telephone.
export DOTNET_GCgen0size="${DOTNET_GCgen0size:-0x4000000}"
exec dotnet run --project $web --configuration Release --no-build --no-launch-profile -- "$@"
