package dev.moru.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moru.lab.Lab;
import dev.moru.lab.LabClient;
import dev.moru.lab.LabOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ansible's {@code community.general.proxmox*} with proxmoxer takes the lab for a Proxmox VE. */
class AnsibleTest {

    @Test
    void livesThroughAWholePlaybook(@TempDir Path directory) {
        assumeTrue(
                ClientProcess.succeeds("/usr/bin/python3", "-c", "import proxmoxer, requests")
                        && ClientProcess.succeeds("ansible-playbook", "--version"),
                "Ansible with proxmoxer" + ClientProcess.HOW_TO_GET_IT);
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(200)))) {
            var root = LabClient.root(lab);
            var token = root.post("/access/users/root@pam/token/ansible", "privsep", "0")
                    .ok()
                    .data()
                    .path("value")
                    .asString();

            var result = ClientProcess.run(
                    List.of(
                            "ansible-playbook",
                            "-i",
                            "localhost,",
                            "-c",
                            "local",
                            "-e",
                            "ansible_python_interpreter=/usr/bin/python3",
                            "-e",
                            "api_host=127.0.0.1:" + lab.uri().getPort(),
                            "-e",
                            "api_password=" + LabOptions.DEFAULT_PASSWORD,
                            "-e",
                            "api_token_secret=" + token,
                            ClientProcess.CLIENTS.resolve("life.yml").toString()),
                    Map.of("REQUESTS_CA_BUNDLE", lab.caPem().toString(), "ANSIBLE_NOCOLOR", "1"),
                    180);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(root.effects())
                    .contains(
                            "vm.created 401",
                            "vm.created 402",
                            "vm.started 402",
                            "snapshot.created 401",
                            "vm.stopped 402")
                    .contains("vm.destroyed 401", "vm.destroyed 402");
        }
    }
}
