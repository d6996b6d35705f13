#!/usr/bin/env bash
# Starts the system from a fresh clone: builds, makes and fills the database, prints the address and the demonstration accounts.
#   ./run.sh [--urls http://127.0.0.1:5080] [--Setting value ...]      settings: docs/operations.md
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

. build/needs.sh
need_dotnet
need_node
. build/feed-mode.sh

exec dotnet run --project src/DaCaseManagement.Web --configuration Release --no-launch-profile -- "$@"
