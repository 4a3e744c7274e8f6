#!/usr/bin/env bash
# Gets the real Prometheus, Alertmanager and node_exporter that monitoring is tested with. Does nothing where they are there.
set -euo pipefail

for package in prometheus prometheus-alertmanager prometheus-node-exporter; do
  if ! command -v "$package" >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"
  fi
done
