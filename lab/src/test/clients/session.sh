#!/usr/bin/env bash
# A person's session with curl: log in, clone, configure, start, back up, restore, remove. Arguments: port, CA file, password.
set -euo pipefail
api="https://127.0.0.1:$1/api2/json" ca=$2 password=$3

fail() {
  echo "$*" >&2
  exit 1
}

field() {
  sed -n "s/.*\"$1\":\"\\([^\"]*\\)\".*/\\1/p"
}

ticket=$(curl -sS --cacert "$ca" -d "username=root@pam" --data-urlencode "password=$password" "$api/access/ticket")
cookie=$(field ticket <<<"$ticket") csrf=$(field CSRFPreventionToken <<<"$ticket")

call() {
  curl -sS --cacert "$ca" -b "PVEAuthCookie=$cookie" -H "CSRFPreventionToken: $csrf" -X "$1" "$api$2" "${@:3}"
}

task() {
  local upid status
  upid=$(call "$@" | field data)
  [[ "$upid" == UPID:* ]] || fail "$1 $2 started no task: $upid"
  for _ in {1..200}; do
    status=$(call GET "/nodes/lab1/tasks/$upid/status")
    [[ "$status" != *'"stopped"'* ]] || break
    sleep 0.05
  done
  [[ "$status" == *'"exitstatus":"OK"'* ]] || fail "$1 $2: $status"
}

vm=/nodes/lab1/qemu/601
task POST /nodes/lab1/qemu/9000/clone -d newid=601 -d name=curl -d full=1
digest=$(call GET $vm/config | field digest)
call PUT $vm/config -d cores=2 -d "digest=$digest" >/dev/null
[[ $(call PUT $vm/config -d cores=4 -d "digest=$digest" -o /dev/null -w '%{http_code}') == 500 ]] || fail "an old digest was accepted"
task PUT $vm/resize -d disk=scsi0 --data-urlencode size=+1G
task POST $vm/snapshot -d snapname=before
task POST $vm/status/start -d timeout=30
# Without a body, and without saying so.
task POST $vm/status/stop
task POST $vm/snapshot/before/rollback
task DELETE $vm/snapshot/before
task POST /nodes/lab1/vzdump -d vmid=601 -d storage=local -d compress=zstd -d remove=0 -d notes-template='{{guestname}}'
volume=$(call GET "/nodes/lab1/storage/local/content?content=backup&vmid=601" | field volid)
task POST /nodes/lab1/qemu -d vmid=602 --data-urlencode "archive=$volume" -d unique=1
task DELETE "/nodes/lab1/qemu/602?purge=1"
task DELETE "/nodes/lab1/storage/local/content/$volume"
call POST /pools -d poolid=shop >/dev/null
call PUT "/pools?poolid=shop" -d vms=601 >/dev/null
[[ $(call GET "/pools?poolid=shop") == *'"vmid":601'* ]] || fail "the pool has no member"
call POST /access/users -d userid=ann@pve -d password=secret-1 >/dev/null
call PUT /access/acl -d path=/pool/shop -d users=ann@pve -d roles=PVEVMUser >/dev/null
secret=$(call POST /access/users/ann@pve/token/script -d privsep=0 | field value)
seen=$(curl -sS --cacert "$ca" -H "Authorization: PVEAPIToken=ann@pve!script=$secret" "$api/nodes/lab1/qemu")
[[ "$seen" == *'"vmid":601'* && "$seen" != *'"vmid":101'* ]] || fail "the token sees $seen"
task DELETE $vm
echo "session ended"
