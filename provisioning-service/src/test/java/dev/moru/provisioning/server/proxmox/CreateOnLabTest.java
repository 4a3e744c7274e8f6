package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.server.Address;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A creation, as it goes when nothing goes wrong. */
class CreateOnLabTest {

    @TempDir
    static Path directory;

    private static LabSite lab;

    @BeforeAll
    static void start() {
        lab = LabSite.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void makesTheGuestAsItWasAskedFor() {
        var guest = Requests.guest(lab.site(), 2001);
        var execution = new ScriptedExecution();

        var state = lab.hypervisor().create(Requests.create(guest), execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(state.agent()).isEqualTo("running");
        assertThat(state.lock()).isNull();
        assertThat(state.addresses()).containsExactly(new Address("default", "10.10.0.14", "agent"));
        assertThat(execution.ends()).containsExactly("clone SUCCEEDED", "boot SUCCEEDED");
        var config = lab.root().node(Requests.NODE).qemu(2001).config();
        assertThat(config.name()).contains("web-01");
        assertThat(config.description())
                .startsWith("the shop")
                .contains(guest.mark().line());
        assertThat(config.number("cores")).contains(2);
        assertThat(config.get("memory")).contains("2048");
        assertThat(config.tags()).containsExactly("shop", "web");
        assertThat(config.properties("net0").orElseThrow().get("tag")).contains("12");
        assertThat(config.get("ipconfig0")).contains("ip=10.10.0.14/24,gw=10.10.0.1");
        assertThat(config.get("nameserver")).contains("10.10.0.2 10.10.0.3");
        assertThat(config.sshKeys()).contains(Requests.KEY);
        assertThat(config.properties("scsi0").orElseThrow().get("size")).contains("10G");
        assertThat(config.properties("scsi1").orElseThrow().get("serial")).contains("data");
        assertThat(config.properties("scsi1").orElseThrow().get("size")).contains("20G");
    }

    @Test
    void changesNothingWhenItIsDoneAgain() {
        var request = Requests.create(Requests.guest(lab.site(), 2002));
        lab.hypervisor().create(request, new ScriptedExecution());
        var before = lab.control().ledger().size();

        lab.hypervisor().create(request, new ScriptedExecution());

        assertThat(lab.control().ledger().stream().skip(before))
                .noneMatch(entry -> !entry.path("path").asString("").endsWith("/agent/ping"));
    }

    @Test
    void saysThatReadinessIsSimulatedWhereNothingAnswersTcp() {
        var execution = new ScriptedExecution();

        lab.hypervisor().create(Requests.create(Requests.guest(lab.site(), 2003), "ssh"), execution);

        assertThat(execution.ends()).containsExactly("clone SUCCEEDED", "boot SIMULATED");
    }

    @Test
    void tellsTheTaskAndHowFarItIs() {
        var execution = new ScriptedExecution();

        lab.hypervisor().create(Requests.create(Requests.guest(lab.site(), 2004)), execution);

        assertThat(execution.reports().stream().flatMap(report -> report.refs().stream()))
                .anyMatch(ref -> ref.kind().equals("upid") && ref.value().contains("qmclone"))
                .anyMatch(ref -> ref.kind().equals("vm") && ref.value().equals("2004"));
        assertThat(execution.lines()).anyMatch(line -> line.startsWith("create full clone of drive"));
        assertThat(execution.checkpoints()).isNotEmpty();
    }
}
