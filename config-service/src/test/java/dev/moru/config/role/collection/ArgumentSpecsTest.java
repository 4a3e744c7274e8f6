package dev.moru.config.role.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.config.role.Role;
import dev.moru.config.role.RoleCatalogue;
import dev.moru.config.role.RoleVariable;
import dev.moru.config.role.RoleVariable.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The catalogue is what the roles in the collection say of themselves. */
class ArgumentSpecsTest {

    private static final Path ROLES = Path.of("../ansible/roles");

    private final RoleCatalogue catalogue = read();

    @Test
    void knowsEveryRoleOfTheCollection() throws IOException {
        try (var folders = Files.list(ROLES)) {
            assertThat(catalogue.roles())
                    .extracting(Role::name)
                    .containsExactlyInAnyOrderElementsOf(
                            folders.map(folder -> folder.getFileName().toString())
                                    .toList());
        }
    }

    @Test
    void knowsTypesDefaultsChoicesAndSecrets() {
        assertThat(variable("web", "web_port")).satisfies(port -> {
            assertThat(port.type()).isEqualTo(Type.INT);
            assertThat(port.defaultValue()).isEqualTo(80);
        });
        assertThat(variable("base", "base_firewall").choices()).contains("auto", "nftables", "firewalld", "none");
        assertThat(variable("db", "db_users").fields())
                .filteredOn(RoleVariable::secret)
                .extracting(RoleVariable::name)
                .containsExactly("password");
    }

    @Test
    void describesEveryVariable() {
        for (var role : catalogue.roles()) {
            assertThat(role.description()).as(role.name()).isNotEmpty();
            assertThat(role.variables()).as(role.name()).allSatisfy(variable -> {
                assertThat(variable.name()).startsWith(role.name() + "_");
                assertThat(variable.description()).isNotEmpty();
            });
        }
    }

    /** A default that stands in one place only would be shown and not applied, or the other way round. */
    @Test
    void saysTheDefaultsThatTheRolesApply() throws IOException {
        for (var role : catalogue.roles()) {
            Map<String, Object> applied =
                    new Yaml().load(Files.readString(ROLES.resolve(role.name() + "/defaults/main.yml")));
            var said = role.variables().stream()
                    .filter(variable -> !variable.required())
                    .collect(Collectors.toMap(RoleVariable::name, variable -> String.valueOf(variable.defaultValue())));
            var appliedTexts = applied.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
            assertThat(said).as(role.name()).isEqualTo(appliedTexts);
        }
    }

    @Test
    void objectsToWhatARoleWouldRefuse() {
        assertThat(objections("web", Map.of("web_port", "eighty"))).containsExactly("web_port must be of type int");
        assertThat(objections("web", Map.of("ansible_host", "10.0.0.1")))
                .containsExactly("ansible_host is no variable of the role");
        assertThat(catalogue.objections(List.of("www"), Map.of())).containsExactly("there is no role www");
        assertThat(catalogue.objections(List.of("web"), Map.of("db", Map.of())))
                .containsExactly("variables are given for db, which is none of the server's roles");
        assertThat(catalogue.objections(List.of("web"), Map.of("base", Map.of("base_firewall", "iptables"))))
                .containsExactly("base_firewall must be one of [auto, nftables, firewalld, none]");
    }

    @Test
    void takesASecretByReferenceOnly() {
        assertThat(objections("db", users(Map.of("secretRef", "sealed:role/x#1"))))
                .isEmpty();
        assertThat(objections("db", users("plain")))
                .containsExactly("db_users[0].password is a secret and must be given by reference");
        assertThat(objections("db", Map.of("db_users", List.of(Map.of("name", "shop")))))
                .containsExactly("db_users[0].password is missing");
    }

    private static Map<String, Object> users(Object password) {
        return Map.of("db_users", List.of(Map.of("name", "shop", "password", password)));
    }

    private List<String> objections(String role, Map<String, Object> values) {
        return catalogue.objections(List.of(role), Map.of(role, values));
    }

    private RoleVariable variable(String role, String name) {
        return catalogue.find(role).orElseThrow().variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RoleCatalogue read() {
        try {
            return ArgumentSpecs.read();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
