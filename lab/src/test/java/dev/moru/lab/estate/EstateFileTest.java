package dev.moru.lab.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstateFileTest {

    private static final String OWN = """
            version: "8.4"
            nodes: [{name: pve, cores: 16, memoryMiB: 131072}]
            storages:
              - {id: local, type: dir, content: [iso, vztmpl, backup, snippets], sizeGiB: 500}
              - {id: local-zfs, type: zfspool, content: [images, rootdir], sizeGiB: 500, shared: false}
            bridges: [vmbr0, vmbr1]
            templates: [{vmid: 9000, name: debian-12, node: pve, storage: local-zfs, diskGiB: 3, cloudInit: true, agent: true}]
            guests: [{vmid: 101, name: legacy-db, node: pve, status: running}]
            """;

    @Test
    void readsTheShapeOfAUsersOwnCluster() {
        var estate = EstateFile.parse(OWN);

        assertThat(estate.majorVersion()).isEqualTo(8);
        assertThat(estate.nodes()).containsExactly(new Estate.Node("pve", 16, 131_072));
        assertThat(estate.bridges()).containsExactly("vmbr0", "vmbr1");
        assertThat(estate.templates().get(0).agent()).isEqualTo(new GuestAgent(true, GuestAgent.PROMPT));
        assertThat(estate.guests().get(0).storage()).isEqualTo("local-zfs");
        assertThat(estate.guests().get(0).running()).isTrue();
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(EstateFile.parse("")).isEqualTo(DefaultEstate.estate());
        assertThat(EstateFile.parse("bridges: [vmbr9]").nodes()).isEqualTo(DefaultEstate.NODES);
        assertThat(EstateFile.parse("nodes: [{name: one}]").templates())
                .extracting(Estate.Template::node)
                .containsExactly("one");
    }

    @Test
    void tellsHowLateTheAgentIs() {
        assertThat(agent("agentAfter: PT30S").after()).isEqualTo(Duration.ofSeconds(30));
        assertThat(agent("agentAfter: never").after()).isNull();
        assertThat(agent("agent: false")).isEqualTo(GuestAgent.NONE);
    }

    private static GuestAgent agent(String setting) {
        return EstateFile.parse("templates: [{vmid: 9000, name: t, " + setting + "}]")
                .templates()
                .get(0)
                .agent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nodez: []                                        | nodez: unknown; known are version, nodes, storages, bridges, templates, guests",
                "nodes: [{cores: 2}]                              | nodes[0].name: is missing",
                "nodes: [{name: a, cores: two}]                   | nodes[0].cores: 'two' is no whole number",
                "nodes: [{name: a}, {name: a}]                    | nodes: 'a' is there twice",
                "nodes: []                                        | nodes: at least one is needed",
                "storages: [{id: s, type: floppy}]                | storages[0].type: 'floppy' is not simulated",
                "guests: [{vmid: 101, name: g, node: x}]          | guest 101: there is no node 'x'",
                "guests: [{vmid: 101, name: g, status: odd}]      | guests[0].status: 'odd' is none of",
                "templates: [{vmid: 1, name: t, agentAfter: 3s}]  | templates[0].agentAfter: '3s' is neither a duration",
                "version: 7.4                                     | version: '7.4' is not simulated (8.x and 9.x are)",
                "bridges: vmbr0                                   | bridges: expected a list",
                "[1]                                              | the file: expected a mapping",
            })
    void saysInOneLineWhatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> EstateFile.parse(yaml))
                .isInstanceOf(EstateException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void namesTheFile() {
        assertThatThrownBy(() -> EstateFile.read(Path.of("no-such.yaml")))
                .hasMessage("estate file no-such.yaml can't be read");
    }
}
