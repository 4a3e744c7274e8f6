#!/usr/bin/env bash
# Gets the real clients of the Proxmox VE API that the lab is tested with. Does nothing where they are there already.
set -euo pipefail

npm_home="${XDG_CACHE_HOME:-$HOME/.cache}/moru/npm"
npm_client="@corsinvest/cv4pve-api-javascript"
npm_version="9.2.0"

if ! command -v ansible-playbook >/dev/null || ! /usr/bin/python3 -c 'import proxmoxer, requests' 2>/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ansible python3-proxmoxer python3-requests
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "node and npm (Node 20 or later) are needed for $npm_client" >&2
  exit 1
fi
if ! grep -qs "\"version\": \"$npm_version\"" "$npm_home/node_modules/$npm_client/package.json"; then
  mkdir -p "$npm_home"
  npm install --prefix "$npm_home" --no-audit --no-fund --silent "$npm_client@$npm_version"
fi
