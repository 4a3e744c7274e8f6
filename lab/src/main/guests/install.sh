#!/usr/bin/env bash
# Gets what real guests need, and makes the Debian tree that they boot from. Does nothing where it is there already.
set -euo pipefail

cache="${MORU_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/moru}"
# A tree of another recipe is another tree: hosts that run from this one must not see it change.
tree="$cache/guests/debian-12-r1"
tools=(debootstrap systemd-nspawn nft ip setpriv)

[[ "$(id -u)" == 0 ]] || { echo "real guests need root: run $0 as root" >&2; exit 1; }

has_tools() {
  local tool
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || return 1
  done
}

if ! has_tools; then
  command -v apt-get >/dev/null || { echo "needed: ${tools[*]}; this is no Debian, install them yourself" >&2; exit 1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    debootstrap systemd-container nftables iproute2 openssh-client util-linux >/dev/null
fi
[[ -d "$tree" ]] && exit 0

packages=(systemd systemd-sysv dbus libpam-systemd openssh-server python3 python3-apt sudo iproute2 nftables procps
  kmod ca-certificates gpgv netbase)
services=(apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer
  console-getty.service getty.target systemd-networkd-wait-online.service)

# The mirror that this machine uses, as it may be the only one in reach.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | head -n 1 || true)
mkdir -p "$cache/guests"
new=$(mktemp -d "$cache/guests/new.XXXXXX")
trap 'rm -rf "$new"' EXIT
echo "making the tree of real guests in $tree, which is done once ..." >&2
debootstrap --variant=minbase --include="$(IFS=,; echo "${packages[*]}")" bookworm "$new" \
  "${mirror:-http://deb.debian.org/debian}" >"$cache/guests/debootstrap.log" 2>&1 ||
  { tail -n 5 "$cache/guests/debootstrap.log" >&2; exit 1; }

chroot "$new" systemctl --quiet enable systemd-networkd.service nftables.service ssh.service
chroot "$new" systemctl --quiet mask "${services[@]}"
rm -rf "$new"/etc/ssh/ssh_host_* "$new"/var/cache/apt/archives/*.deb "$new"/var/log/*.log "$new"/etc/apt/sources.list
: >"$new/etc/machine-id"
# Fresh-looking lists would keep a play from fetching real ones (cache_valid_time).
find "$new/var/lib/apt/lists" -type f -delete
touch -d 2020-01-01 "$new/var/lib/apt/lists" "$new/var/lib/apt/periodic/update-success-stamp" 2>/dev/null || true
cat >"$new/etc/ssh/sshd_config.d/moru.conf" <<'TEXT'
HostKey /etc/ssh/ssh_host_ed25519_key
HostKey /etc/ssh/ssh_host_ecdsa_key
PasswordAuthentication no
PermitRootLogin no
UseDNS no
TEXT
chmod 755 "$new"
mv "$new" "$tree"
