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

# Copies the sources of a Go module, which can't be built where Go keeps them.
sources=$(mktemp -d)
trap 'chmod -R u+w "$sources"; rm -rf "$sources"' EXIT
copy_module() { # module@version, name
  cp -r "$(go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)",/\1/p')" "$sources/$2"
  chmod -R u+w "$sources/$2"
}

# The registry of Terraform need not be in reach: the provider is built from its Go module.
provider_version="0.111.1"
provider_home="${MORU_CACHE:-$HOME/.cache/moru}/terraform/registry.terraform.io/bpg/proxmox/$provider_version/linux_amd64"
provider="$provider_home/terraform-provider-proxmox_v$provider_version"
if command -v terraform >/dev/null && [[ ! -x "$provider" ]]; then
  if command -v go >/dev/null; then
    copy_module "github.com/bpg/terraform-provider-proxmox@v$provider_version" provider
    mkdir -p "$provider_home"
    (cd "$sources/provider" && CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$provider_version" -o "$provider" .)
  else
    echo "Go 1.26 or later is needed for bpg/proxmox" >&2
  fi
fi

# So are Packer and its plugin for Proxmox.
packer_version="1.11.2"
plugin_version="1.1.0"
packer_home="${MORU_CACHE:-$HOME/.cache/moru}/packer"
plugin="$packer_home/plugins/github.com/hashicorp/proxmox/packer-plugin-proxmox_v${plugin_version}_x5.0_linux_amd64"
if [[ ! -x "$packer_home/packer" || ! -x "$plugin" ]]; then
  if command -v go >/dev/null; then
    mkdir -p "${plugin%/*}"
    copy_module "github.com/hashicorp/packer@v$packer_version" packer
    (cd "$sources/packer" && CGO_ENABLED=0 timeout 400 go build -trimpath -ldflags "-s -w" -o "$packer_home/packer" .)
    # Some mirrors lack the checksums of the plugin's module: here they are.
    mkdir "$sources/pins"
    printf 'module pins\n' >"$sources/pins/go.mod"
    cat >"$sources/pins/go.sum" <<TEXT
github.com/hashicorp/packer-plugin-proxmox v1.1.0 h1:ewqOLx1CbEpG0SIET6tcWP9Ijgc86/tAEjUhZfH3QAI=
github.com/hashicorp/packer-plugin-proxmox v1.1.0/go.mod h1:8SBMRM813mDvsFSfTC7S0cta9RVbXp8hQEphvJORW+A=
TEXT
    cd "$sources/pins"
    copy_module "github.com/hashicorp/packer-plugin-proxmox@v$plugin_version" plugin
    (cd "$sources/plugin" && CGO_ENABLED=0 timeout 200 go build -trimpath -ldflags "-s -w" -o "$plugin" .)
    (cd "${plugin%/*}" && sha256sum "${plugin##*/}" | cut -d ' ' -f 1 | tr -d '\n' >"${plugin##*/}_SHA256SUM")
  else
    echo "Go 1.26 or later is needed for Packer" >&2
  fi
fi
