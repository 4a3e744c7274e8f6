#!/usr/bin/env bash
# Gets the real clients of the Proxmox VE API that the lab is tested with. Does nothing where they are there already.
set -euo pipefail

npm_home="${XDG_CACHE_HOME:-$HOME/.cache}/moru/npm"
npm_client="@corsinvest/cv4pve-api-javascript"
npm_version="9.2.0"

packages() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

if ! command -v ansible-playbook >/dev/null || ! /usr/bin/python3 -c 'import proxmoxer, requests' 2>/dev/null; then
  packages ansible python3-proxmoxer python3-requests
fi

if ! command -v fence_pve >/dev/null || ! command -v curl >/dev/null; then
  packages fence-agents curl
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
  local told
  told=$(go mod download -json "$1") || { echo "$told" >&2; return 1; }
  cp -r "$(sed -n 's/.*"Dir": "\(.*\)",/\1/p' <<<"$told")" "$sources/$2"
  chmod -R u+w "$sources/$2"
}
build() { # name, program, seconds, further linker flags
  (cd "$sources/$1" && CGO_ENABLED=0 timeout "$3" go build -trimpath -ldflags "-s -w ${4-}" -o "$2" .) && return
  echo "$2 could not be built within $3 s; what was compiled is kept for the next try" >&2
  return 1
}

# The registry of Terraform need not be in reach: the provider is built from its Go module.
provider_version="0.111.1"
provider_home="${MORU_CACHE:-$HOME/.cache/moru}/terraform/registry.terraform.io/bpg/proxmox/$provider_version/linux_amd64"
provider="$provider_home/terraform-provider-proxmox_v$provider_version"
if command -v terraform >/dev/null && [[ ! -x "$provider" ]]; then
  if command -v go >/dev/null; then
    copy_module "github.com/bpg/terraform-provider-proxmox@v$provider_version" provider
    mkdir -p "$provider_home"
    build provider "$provider" 600 "-X main.version=$provider_version"
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
    build packer "$packer_home/packer" 600
    # Some mirrors lack the checksums of the plugin's module: here they are.
    mkdir "$sources/pins"
    printf 'module pins\n' >"$sources/pins/go.mod"
    cat >"$sources/pins/go.sum" <<TEXT
github.com/hashicorp/packer-plugin-proxmox v$plugin_version h1:ewqOLx1CbEpG0SIET6tcWP9Ijgc86/tAEjUhZfH3QAI=
github.com/hashicorp/packer-plugin-proxmox v$plugin_version/go.mod h1:8SBMRM813mDvsFSfTC7S0cta9RVbXp8hQEphvJORW+A=
TEXT
    (cd "$sources/pins" && copy_module "github.com/hashicorp/packer-plugin-proxmox@v$plugin_version" plugin)
    build plugin "$plugin" 600
    (cd "${plugin%/*}" && sha256sum "${plugin##*/}" | cut -d ' ' -f 1 | tr -d '\n' >"${plugin##*/}_SHA256SUM")
  else
    echo "Go 1.26 or later is needed for Packer" >&2
  fi
fi
