// The life of a VM, told by @corsinvest/cv4pve-api-javascript. Prints what it saw as one JSON object.
const { PveClient } = require("@corsinvest/cv4pve-api-javascript");

const [host, port, password] = process.argv.slice(2);
const seen = {};

function expect(what, holds, detail) {
  seen[what] = holds;
  if (!holds) {
    console.error(`${what}: ${JSON.stringify(detail)}`);
    process.exit(1);
  }
}

async function finished(client, result, what) {
  expect(what, result.isSuccessStatusCode, result.response);
  const upid = result.response.data;
  expect(`${what} ends`, await client.waitForTaskToFinish(upid, 50, 10000), upid);
  expect(`${what} succeeds`, (await client.getExitStatusTask(upid)) === "OK", upid);
}

async function main() {
  const client = new PveClient(host, Number(port));
  expect("refuses a wrong password", !(await client.login("root", "wrong", "pam")), null);
  expect("logs in", await client.login("root", password, "pam"), client.lastResult.response);

  const version = await client.version.version();
  expect("tells its version", /^9\./.test(version.response.data.version), version.response);
  const nodes = await client.nodes.index();
  expect("lists its nodes", nodes.response.data.length === 3, nodes.response);

  const template = client.nodes.get("lab1").qemu.get(9000);
  await finished(client, await template.clone.cloneVm(501, null, "by javascript", null, true, "js"), "clone");

  const vm = client.nodes.get("lab1").qemu.get(501);
  const update = await client.set("/nodes/lab1/qemu/501/config", { cores: 3, onboot: true, tags: "b,a" });
  expect("updates", update.isSuccessStatusCode && update.response.data === null, update.response);
  const config = await vm.config.vmConfig();
  expect("types numbers", config.response.data.cores === 3 && config.response.data.onboot === 1, config.response);
  expect("sorts tags", config.response.data.tags === "a;b", config.response);

  await finished(client, await vm.status.start.vmStart(), "start");
  const status = await vm.status.current.vmStatus();
  expect("runs", status.response.data.status === "running", status.response);
  await finished(client, await vm.status.stop.vmStop(), "stop");

  const refused = await client.set("/nodes/lab1/qemu/501/config", { cores: "many" });
  expect("explains a refusal", refused.statusCode === 400 && "cores" in refused.response.errors, refused.response);
  expect("gives a reason", refused.reasonPhrase === "Parameter verification failed.", refused.reasonPhrase);

  await finished(client, await client.delete("/nodes/lab1/qemu/501", { purge: 1 }), "destroy");
  console.log(JSON.stringify(seen));
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
