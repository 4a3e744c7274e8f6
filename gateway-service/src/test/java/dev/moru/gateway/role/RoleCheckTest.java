package dev.moru.gateway.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.FieldError;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoleCheckTest {

    private static final String OWN = "sealed:server/01/db/db_users/0/password#1";

    @Test
    void takesWhatTheCatalogueHas() {
        var variables = Map.of(
                "web", Map.<String, Object>of("web_port", 8080, "web_upstreams", List.of("10.0.0.1:80")),
                "base", Map.<String, Object>of("base_firewall", "none"));

        assertThat(problem(List.of("web"), variables)).isEmpty();
    }

    @Test
    void pointsAtEachMistake() {
        assertThat(errors(List.of("moon"), Map.of())).containsExactly("/roles/0: there is no role moon");
        assertThat(errors(List.of("base"), Map.of())).containsExactly("/roles/0: every server has it");
        assertThat(errors(List.of("web", "web"), Map.of())).containsExactly("/roles/1: it is named twice");
        assertThat(errors(List.of("web"), Map.of("db", Map.of("db_users", List.of()))))
                .containsExactly("/roleVariables/db: db is none of the server's roles");
        assertThat(errors(List.of("web"), Map.of("web", Map.of("web/prot", 80))))
                .containsExactly("/roleVariables/web/web~1prot: there is no such variable");
        assertThat(errors(List.of("web"), Map.of("web", Map.of("web_port", "80"))))
                .containsExactly("/roleVariables/web/web_port: must be of type int");
        assertThat(errors(List.of("web"), Map.of("web", Map.of("web_upstreams", List.of("a:1", 2)))))
                .containsExactly("/roleVariables/web/web_upstreams/1: must be of type str");
        assertThat(errors(List.of(), Map.of("base", Map.of("base_firewall", "iptables"))))
                .containsExactly("/roleVariables/base/base_firewall: one of [auto, none]");
    }

    @Test
    void missesNothingThatIsRequired() {
        assertThat(errors(List.of("agent"), Map.of()))
                .containsExactly("/roleVariables/agent/agent_token: must be given");
        assertThat(errors(List.of("db"), users(Map.of("name", "shop"))))
                .containsExactly("/roleVariables/db/db_users/0/password: must be given");
    }

    @Test
    void saysThatARoleIsUnknownByItsType() {
        assertThat(problem(List.of("moon"), Map.of()).map(Problem::type)).contains(ProblemType.UNKNOWN_REFERENCE);
    }

    @Test
    void takesReferencesOnlyOfSecretsThatTheServerHas() {
        var own = users(Map.of("name", "shop", "password", Map.of("secretRef", OWN)));
        var present = new RoleChoice(List.of("db"), own);
        var foreign = users(Map.of("name", "shop", "password", Map.of("secretRef", "sealed:site/01/tokenSecret#1")));

        assertThat(problem(present, List.of("db"), own)).isEmpty();
        assertThat(problem(present, List.of("db"), foreign)).isNotEmpty();
        assertThat(problem(List.of("db"), own)).isNotEmpty();
    }

    @Test
    void takesNoReferenceWhereThereIsNoSecret() {
        var options = Map.<String, Object>of("deep", List.of(Map.of("secretRef", "sealed:site/01/tokenSecret#1")));
        var variables = Map.of(
                "agent", Map.<String, Object>of("agent_token", new SecretRef("sealed:x#1"), "agent_options", options));

        assertThat(errors(List.of("agent"), variables))
                .containsExactly("/roleVariables/agent/agent_options: no place for a secret");
    }

    @Test
    void takesSecretsOutOfWhatIsGiven() {
        var given = new GivenVariables(users(Map.of("name", "shop", "password", "s3cret")), Roles.CATALOGUE);

        assertThat(given.secrets()).isEqualTo(Map.of("db/db_users/0/password", "s3cret"));
        assertThat(String.valueOf(given.withoutSecrets())).doesNotContain("s3cret");
        assertThat(given.with(path -> "sealed:server/01/" + path + "#1"))
                .isEqualTo(users(Map.of("name", "shop", "password", new SecretRef(OWN))));
        assertThat(given).hasToString("GivenVariables");
    }

    @Test
    void letsTheVariablesOfARoleGoWithIt() {
        var present = new RoleChoice(
                List.of("web", "db"), Map.of("web", Map.of("web_port", 80), "base", Map.of("base_firewall", "none")));

        var change = present.change(List.of("db"), null);
        var gone = new HashMap<String, @Nullable Object>();
        gone.put("web_port", null);

        assertThat(change).isEqualTo(Map.of("web", gone));
        assertThat(present.changed(List.of("db"), change))
                .isEqualTo(new RoleChoice(List.of("db"), Map.of("base", Map.of("base_firewall", "none"))));
    }

    private static Map<String, Map<String, Object>> users(Map<String, Object> user) {
        return Map.of("db", Map.of("db_users", List.of(user)));
    }

    private static List<String> errors(List<String> roles, Map<String, Map<String, Object>> variables) {
        return problem(roles, variables).stream()
                .flatMap(problem -> problem.errors().stream())
                .map((FieldError error) -> error.pointer() + ": " + error.detail())
                .toList();
    }

    private static Optional<Problem> problem(List<String> roles, Map<String, Map<String, Object>> variables) {
        return problem(RoleChoice.NONE, roles, variables);
    }

    private static Optional<Problem> problem(
            RoleChoice present, List<String> roles, Map<String, Map<String, Object>> variables) {
        var complaints = new Complaints();
        new RoleCheck(Roles.CATALOGUE, present, complaints).check(new RoleChoice(roles, variables));
        return complaints.problem();
    }
}
