# Sourced. Checks what a build needs and says exactly what is missing. On Debian as root, installs what Debian has.

is_debian_root() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

apt_install() {
  echo "Installing $* ..." >&2
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET SDK 10 is needed and was not found. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again." >&2
    exit 1
  fi
}

node_is_good() {
  command -v npm >/dev/null 2>&1 && node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' >/dev/null 2>&1
}

need_node() {
  node_is_good && return
  if ! command -v node >/dev/null 2>&1 && is_debian_root; then
    apt_install nodejs npm || true
    hash -r
    node_is_good && return
  fi
  found="$(node --version 2>/dev/null || echo none)"
  echo "Node.js 20 or newer, with npm, is needed to build the style sheets and scripts (found: $found). Install it from https://nodejs.org/ or your system's packages and try again." >&2
  exit 1
}

# Sets and exports CHROMIUM_PATH for the browser tests.
need_chromium() {
  CHROMIUM_PATH="${CHROMIUM_PATH:-/usr/bin/chromium}"
  if [ ! -x "$CHROMIUM_PATH" ] && is_debian_root; then
    apt_install chromium || true
  fi
  if [ ! -x "$CHROMIUM_PATH" ]; then
    echo "Chromium is needed for the browser tests and is not at $CHROMIUM_PATH. On Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH to its program." >&2
    return 1
  fi
  export CHROMIUM_PATH
}
