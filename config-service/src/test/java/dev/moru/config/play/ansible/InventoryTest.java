package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InventoryTest {

    private static final UUID SERVER = Plays.serverOf("web-01");

    @TempDir
    Path work;

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void marksEveryTextAsNoTemplate() throws IOException {
        var users = List.of(Map.of("name", "shop", "password", "{{ lookup('pipe', 'id') }}"));

        var host = inventoryOf(Map.of("web_port", 8080, "db_users", users, "flag", true));

        assertThat(host.path("web_port").asInt()).isEqualTo(8080);
        assertThat(host.path("flag").asBoolean()).isTrue();
        assertThat(host.at("/db_users/0/password/__ansible_unsafe").asString()).isEqualTo("{{ lookup('pipe', 'id') }}");
        assertThat(host.at("/moru_roles/0/__ansible_unsafe").asString()).isEqualTo("web");
    }

    @Test
    void letsNoVariableTakeThePlaceOfTheAddress() throws IOException {
        var host = inventoryOf(Map.of("ansible_host", "10.0.0.66", "ansible_user", "root"));

        assertThat(host.at("/ansible_host/__ansible_unsafe").asString()).isEqualTo("10.0.0.1");
        assertThat(host.at("/ansible_user/__ansible_unsafe").asString()).isEqualTo("moru");
    }

    @Test
    void refusesAddressesThatWouldBeOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlayHost.Login(SERVER, "-oProxyCommand=id", 22, "moru", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new PlayHost.Login(SERVER, "10.0.0.1", 22, "-l", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlayHost.Login(SERVER, "10.0.0.1", 22, "moru", "jump -o ProxyCommand=id"));
    }

    @Test
    void letsTwoServersWithOneAddressShareNeitherAConnectionNorAKey() throws IOException {
        var play = Plays.of(Plays.host("web-01", "10.0.0.1", Map.of()), Plays.host("web-02", "10.0.0.1", Map.of()));

        var hosts = inventoryOf(play).at("/all/hosts");

        assertThat(hosts.findValues("ansible_control_path"))
                .extracting(path -> path.path("__ansible_unsafe").asString())
                .containsExactly("%(directory)s/0", "%(directory)s/1");
        assertThat(hosts.findValues("ansible_ssh_common_args"))
                .extracting(arguments -> arguments.path("__ansible_unsafe").asString())
                .containsExactly(
                        "-o HostKeyAlias=" + Plays.serverOf("web-01"), "-o HostKeyAlias=" + Plays.serverOf("web-02"));
    }

    @Test
    void reachesAJumpHostWithNothingOfTheAccountThatTheServiceRunsAs() throws IOException {
        var plain = Plays.host("web-01", "10.0.0.1", Map.of());
        var login = new PlayHost.Login(SERVER, "10.0.0.1", 22, "moru", "hop@jump.example:2222");
        var host = new PlayHost("web-01", login, plain.roles(), List.of(), Map.of(), List.of());

        var arguments = inventoryOf(Plays.of(host))
                .at("/all/hosts/web-01/ansible_ssh_common_args/__ansible_unsafe")
                .asString();

        assertThat(arguments)
                .doesNotContain("ProxyJump")
                .contains(" -o ProxyCommand=\"ssh -F /dev/null -o UserKnownHostsFile=" + work)
                .contains(" -o GlobalKnownHostsFile=/dev/null ", " -o PasswordAuthentication=no ")
                .endsWith(" -p 2222 -W '[%h]:%p' -- hop@jump.example\"");
    }

    private JsonNode inventoryOf(Map<String, Object> variables) throws IOException {
        return inventoryOf(Plays.of(Plays.host("web-01", "10.0.0.1", variables)))
                .at("/all/hosts/web-01");
    }

    private JsonNode inventoryOf(Play play) throws IOException {
        try (var folder = RunFolder.make(work)) {
            return json.readTree(Inventory.of(play, folder, Duration.ofSeconds(30), json));
        }
    }
}
