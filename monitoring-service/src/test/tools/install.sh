#!/usr/bin/env bash
# Gets the real Prometheus, Alertmanager and node_exporter that monitoring is tested with. Does nothing where they are there.
set -euo pipefail

missing=()
for package in prometheus prometheus-alertmanager prometheus-node-exporter; do
  command -v "$package" >/dev/null || missing+=("$package")
done
if ((${#missing[@]})); then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
