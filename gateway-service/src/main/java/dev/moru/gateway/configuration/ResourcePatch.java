package dev.moru.gateway.configuration;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies a JSON merge patch (RFC 7396) to a resource as requests write it. */
public final class ResourcePatch {

    /** What a spec holds and a request does not say: references instead of secrets, and the project of the path. */
    private static final Set<String> NOT_IN_REQUESTS = Set.of(SiteDraft.TOKEN_SECRET, ChannelDraft.SECRETS, "project");

    private final JsonMapper json;

    /** @param json refuses unknown fields */
    public ResourcePatch(JsonMapper json) {
        this.json = json;
    }

    /** @throws tools.jackson.core.JacksonException when the result is no such resource; its path tells where */
    public ResourceDraft merge(Resource resource, ObjectNode patch) {
        var merged = shown(resource).put("name", resource.name());
        merge(merged, patch);
        return json.treeToValue(merged, resource.key().kind().draftType());
    }

    /** The spec without its secrets. */
    public ObjectNode shown(Resource resource) {
        var spec = (ObjectNode) json.valueToTree(resource.spec());
        return spec.remove(NOT_IN_REQUESTS);
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(change -> {
            var field = change.getKey();
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(field);
            } else if (value instanceof ObjectNode nested && target.get(field) instanceof ObjectNode present) {
                merge(present, nested);
            } else {
                target.set(field, value);
            }
        });
    }
}
