package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.provisioning.Commands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpecChangesTest {

    private final ServerSpec web = SpecChanges.apply(
            roles(List.of("web"), Map.of("web", Map.of("web_port", 8080, "web_server_name", "shop"))),
            Commands.spec("web-01", OnFailure.ROLLBACK));

    @Test
    void setsOneVariableAndLeavesTheOthers() {
        var changed = SpecChanges.apply(roles(null, Map.of("web", Map.of("web_port", 80))), web);

        assertThat(changed.roles()).containsExactly("web");
        assertThat(changed.roleVariables()).isEqualTo(Map.of("web", Map.of("web_port", 80, "web_server_name", "shop")));
    }

    @Test
    void forgetsVariablesThatGo() {
        var gone = new HashMap<String, @Nullable Object>();
        gone.put("web_port", null);
        gone.put("web_server_name", null);

        var changed = SpecChanges.apply(roles(List.of(), Map.of("web", gone)), web);

        assertThat(changed.roles()).isEmpty();
        assertThat(changed.roleVariables()).isEmpty();
    }

    private static ServerChange roles(
            @Nullable List<String> roles, Map<String, Map<String, @Nullable Object>> variables) {
        return new ServerChange(null, null, null, null, null, null, roles, variables, null);
    }
}
