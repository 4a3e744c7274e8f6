#!/usr/bin/env bash
# Gets Ansible, with which config-service configures servers. Does nothing where it is there already.
set -euo pipefail

command -v ansible-playbook >/dev/null && exit 0
[[ "$(id -u)" == 0 ]] && command -v apt-get >/dev/null ||
  { echo "needed: ansible-playbook with the collection ansible.posix; install them yourself" >&2; exit 1; }
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ansible openssh-client >/dev/null
