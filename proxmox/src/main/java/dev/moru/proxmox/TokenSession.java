package dev.moru.proxmox;

import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** An API token goes along with every call. */
record TokenSession(Credentials.ApiToken token) implements Session {

    @Override
    public Map<String, String> headers(Call call, Function<Call, JsonNode> send) {
        return Map.of("Authorization", token.header());
    }

    @Override
    public boolean renew(Map<String, String> refused) {
        return false;
    }
}
