#!/usr/bin/env bash
# Gets the real clients of the Proxmox VE API that the lab is tested with. Does nothing where they are there already.
set -euo pipefail

npm_home="${XDG_CACHE_HOME:-$HOME/.cache}/moru/npm"
npm_client="@corsinvest/cv4pve-api-javascript"
npm_version="9.2.0"

if ! command -v ansible-playbook >/dev/null || ! /usr/bin/python3 -c 'import proxmoxer, requests' 2>/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ansible python3-proxmoxer python3-requests
fi

if ! command -v fence_pve >/dev/null || ! command -v curl >/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fence-agents curl
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "node and npm (Node 20 or later) are needed for $npm_client" >&2
  exit 1
fi
if ! grep -qs "\"version\": \"$npm_version\"" "$npm_home/node_modules/$npm_client/package.json"; then
  mkdir -p "$npm_home"
  npm install --prefix "$npm_home" --no-audit --no-fund --silent "$npm_client@$npm_version"
fi

# The registry of Terraform need not be in reach: the provider is built from its Go module.
provider_version="0.111.1"
provider_home="${MORU_CACHE:-$HOME/.cache/moru}/terraform/registry.terraform.io/bpg/proxmox/$provider_version/linux_amd64"
provider="$provider_home/terraform-provider-proxmox_v$provider_version"
if command -v terraform >/dev/null && [[ ! -x "$provider" ]]; then
  if command -v go >/dev/null; then
    sources=$(mktemp -d)
    trap 'rm -rf "$sources"' EXIT
    module=$(go mod download -json "github.com/bpg/terraform-provider-proxmox@v$provider_version" | sed -n 's/.*"Dir": "\(.*\)",/\1/p')
    cp -r "$module" "$sources/provider"
    chmod -R u+w "$sources"
    mkdir -p "$provider_home"
    (cd "$sources/provider" && CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$provider_version" -o "$provider" .)
  else
    echo "Go 1.26 or later is needed for bpg/proxmox" >&2
  fi
fi
