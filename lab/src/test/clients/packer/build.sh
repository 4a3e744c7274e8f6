#!/usr/bin/env bash
# Builds templates.pkr.hcl. Arguments: URL of the API, secret of the token root@pam!packer, folder of packer and its plugins.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PACKER_PLUGIN_PATH="$3/plugins" PACKER_CONFIG_DIR="$work" PACKER_CACHE_DIR="$work/cache" CHECKPOINT_DISABLE=1
export PKR_VAR_url="$1" PKR_VAR_token="$2" TMPDIR="$work"
cd "$work"
"$3/packer" validate "$here/templates.pkr.hcl"
"$3/packer" build -color=false "$here/templates.pkr.hcl"
