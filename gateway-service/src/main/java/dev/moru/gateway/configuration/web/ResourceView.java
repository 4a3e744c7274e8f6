package dev.moru.gateway.configuration.web;

import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourcePatch;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A configuration resource as the API shows it: what was asked for, and what is known about it. Never a secret. */
@Component
class ResourceView {

    private final JsonMapper json;
    private final ResourcePatch patches;

    ResourceView(JsonMapper json, ResourcePatch patches) {
        this.json = json;
        this.patches = patches;
    }

    ObjectNode of(Resource resource) {
        var shown = json.createObjectNode();
        shown.put("id", resource.id().toString());
        shown.put("name", resource.name());
        putPlace(shown, resource);
        shown.setAll(patches.shown(resource));
        shown.set("status", json.valueToTree(resource.status()));
        shown.put("deleting", resource.deleting());
        shown.put("revision", resource.revision());
        shown.put("createdAt", resource.createdAt().toString());
        shown.put("updatedAt", resource.updatedAt().toString());
        return shown;
    }

    private static void putPlace(ObjectNode shown, Resource resource) {
        ResourceKind kind = resource.key().kind();
        var scope = resource.key().scope();
        if (kind.belongsToSite()) {
            shown.put("site", scope);
        } else if (kind.belongsToProject()) {
            shown.put("project", scope.isEmpty() ? null : scope);
        }
    }
}
