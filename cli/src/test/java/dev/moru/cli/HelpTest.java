package dev.moru.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @RegisterExtension
    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void printsACompletionScriptThatTheShellAccepts(String shell) throws Exception {
        assertThat(scene.moru().run("completion", shell)).isZero();
        assertThat(scene.moru().out()).contains("_picocli_moru", "storage-class", "setup-script");
        assertThat(SiteCommandsTest.syntaxCheck("bash", scene.moru().out())).isZero();
    }

    @Test
    void completesInFishToo() {
        assertThat(scene.moru().run("completion", "fish")).isZero();
        assertThat(scene.moru().out().lines())
                .contains(
                        "complete -c moru -n '__moru_exactly' -a server"
                                + " -d 'Servers: create, list, change, configure, power, adopt and delete.'",
                        "complete -c moru -n '__moru_exactly server' -a create -d 'Create a server.'",
                        "complete -c moru -n '__moru_at server create' -l image -r"
                                + " -d 'what it is cloned from (see \\'moru image list\\')'")
                .filteredOn(line -> line.contains("__moru_at server list") && line.contains("-l output"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("-a 'table wide json yaml name'"));
    }

    @Test
    void helpsOnStandardOutput() {
        assertThat(scene.moru().run("--help")).isZero();
        assertThat(scene.moru().out()).contains("server         Servers:", "moru server create web-01");
        assertThat(scene.moru().run("server", "create", "--help")).isZero();
        assertThat(scene.moru().out()).contains("Options of every command:", "--[no-]protected");
        assertThat(scene.moru().run("help")).isZero();
        assertThat(scene.moru().out()).contains("moru server create web-01");
        assertThat(scene.moru().run("help", "server")).isZero();
        assertThat(scene.moru().out()).contains("Usage: moru server", "create     Create a server.");
        assertThat(scene.moru().run("--version")).isZero();
        assertThat(scene.moru().out()).startsWith("moru ");
        assertThat(scene.moru().run("version", "-o", "name")).isZero();
        assertThat(scene.moru().out()).startsWith("version/");
    }

    @Test
    void tellsWhatCanBeDoneWithANoun() {
        assertThat(scene.moru().run("server")).isEqualTo(2);
        assertThat(scene.moru().err()).contains("Usage: moru server", "create     Create a server.");
        assertThat(scene.moru().run("-o", "json", "server")).isEqualTo(2);
        assertThat(scene.moru().run()).isEqualTo(2);
    }
}
