#!/usr/bin/env bash
# Runs main.tf: create, a plan without a difference, a change, destroy. Arguments: endpoint, API token, folder of providers.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/main.tf" "$work/"
cat >"$work/cli.tfrc" <<TEXT
disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = "$3"
    include = ["registry.terraform.io/bpg/proxmox"]
  }
}
TEXT
# The provider leaves a lock file in the temporary folder.
export TF_CLI_CONFIG_FILE="$work/cli.tfrc" TMPDIR="$work" TF_IN_AUTOMATION=1 TF_VAR_endpoint=$1 TF_VAR_api_token=$2
cd "$work"
terraform init -no-color -input=false
terraform apply -no-color -input=false -auto-approve
terraform plan -no-color -input=false -detailed-exitcode
terraform apply -no-color -input=false -auto-approve -var cores=4
terraform plan -no-color -input=false -detailed-exitcode -var cores=4
terraform destroy -no-color -input=false -auto-approve
