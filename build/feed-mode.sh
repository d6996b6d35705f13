# Sourced. Exports PartialFeed=true when the package feed in use certainly lacks what docs/adr/0002-package-feeds.md names.
# Nothing is remembered between runs: a build of one mode must not depend on what another left behind.

if [ -z "${PartialFeed:-}" ]; then
  feed_probe="$(mktemp -d)"
  cat > "$feed_probe/probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.SqlServer.Server" Version="1.0.0" /></ItemGroup>
</Project>
PROJECT
  # Only a definite "no such package" counts. A slow or absent network is an ordinary failure, told by the ordinary restore.
  feed_answer="$(dotnet restore "$feed_probe/probe.csproj" --packages "$feed_probe/packages" --no-http-cache 2>&1 || true)"
  case "$feed_answer" in *NU1101*) export PartialFeed=true ;; esac
  rm -rf "$feed_probe"
  unset feed_probe feed_answer
fi
