#!/usr/bin/env bash
# Adds one migration to both providers: build/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -eq 1 ] || { echo "usage: build/add-migration.sh NAME" >&2; exit 2; }
dotnet tool restore >/dev/null
for provider in Sqlite SqlServer; do
  dotnet ef migrations add "$1" --project "src/DaCaseManagement.$provider" --startup-project "src/DaCaseManagement.$provider" --context CaseDbContext
done
