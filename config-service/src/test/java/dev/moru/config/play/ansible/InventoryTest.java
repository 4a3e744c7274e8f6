package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moru.config.play.PlayHost;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InventoryTest {

    private static final UUID SERVER = Plays.serverOf("web-01");

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void marksEveryTextAsNoTemplate() {
        var users = List.of(Map.of("name", "shop", "password", "{{ lookup('pipe', 'id') }}"));

        var host = inventoryOf(Map.of("web_port", 8080, "db_users", users, "flag", true));

        assertThat(host.path("web_port").asInt()).isEqualTo(8080);
        assertThat(host.path("flag").asBoolean()).isTrue();
        assertThat(host.at("/db_users/0/password/__ansible_unsafe").asString()).isEqualTo("{{ lookup('pipe', 'id') }}");
        assertThat(host.at("/moru_roles/0/__ansible_unsafe").asString()).isEqualTo("web");
    }

    @Test
    void letsNoVariableTakeThePlaceOfTheAddress() {
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
    void letsTwoServersWithOneAddressShareNeitherAConnectionNorAKey() {
        var play = Plays.of(Plays.host("web-01", "10.0.0.1", Map.of()), Plays.host("web-02", "10.0.0.1", Map.of()));

        var hosts = json.readTree(Inventory.of(play, json)).at("/all/hosts");

        assertThat(hosts.findValues("ansible_control_path"))
                .extracting(path -> path.path("__ansible_unsafe").asString())
                .containsExactly("%(directory)s/0", "%(directory)s/1");
        assertThat(hosts.findValues("ansible_ssh_common_args"))
                .extracting(arguments -> arguments.path("__ansible_unsafe").asString())
                .containsExactly(
                        "-o HostKeyAlias=" + Plays.serverOf("web-01"), "-o HostKeyAlias=" + Plays.serverOf("web-02"));
    }

    private JsonNode inventoryOf(Map<String, Object> variables) {
        var text = Inventory.of(Plays.of(Plays.host("web-01", "10.0.0.1", variables)), json);
        return json.readTree(text).at("/all/hosts/web-01");
    }
}
