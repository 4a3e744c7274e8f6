package dev.moru.lab.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who may call an endpoint: the schema's tree of permission tests. */
public sealed interface Check {

    /** No login needed. */
    record World() implements Check {}

    /** Any caller who is logged in; the handler looks closer. */
    record AnyUser() implements Check {}

    record RootOnly() implements Check {}

    /**
     * Privileges on a path such as {@code /vms/{vmid}}: all of them, or any.
     *
     * @param needed a parameter without which the test fails, or empty
     */
    record Privileges(String path, List<String> names, boolean any, String needed) implements Check {}

    /** The caller is the user that the parameter {@code userid} names. */
    record Self() implements Check {}

    /** The privilege on the realm of the user that {@code userid} names. */
    record OnRealm(String privilege) implements Check {}

    /** One of the privileges on all groups, or on a group of the user that {@code userid} names. */
    record OnGroups(List<String> names) implements Check {}

    /** May hand out rights on the path that a parameter names. */
    record ModifyPermissions() implements Check {}

    record AllOf(List<Check> checks) implements Check {}

    record AnyOf(List<Check> checks) implements Check {}

    static Check read(JsonNode permissions) {
        var tree = permissions.path("check");
        if (tree.isArray()) {
            return readTree(tree);
        }
        return switch (permissions.path("user").asString("root@pam")) {
            case "world" -> new World();
            case "all" -> new AnyUser();
            default -> new RootOnly();
        };
    }

    private static Check readTree(JsonNode tree) {
        var kind = tree.get(0).asString();
        return switch (kind) {
            case "and" -> new AllOf(rest(tree));
            case "or" -> new AnyOf(rest(tree));
            case "perm" -> privileges(tree);
            case "perm-modify" -> new ModifyPermissions();
            case "userid-param" ->
                tree.get(1).asString().equals("self")
                        ? new Self()
                        : new OnRealm(tree.get(1).asString());
            case "userid-group" -> new OnGroups(texts(tree.get(1)));
            default -> throw new IllegalArgumentException("unknown permission test " + kind);
        };
    }

    private static Check privileges(JsonNode tree) {
        var any = false;
        var needed = "";
        for (var i = 3; i + 1 < tree.size(); i += 2) {
            switch (tree.get(i).asString()) {
                case "any" -> any = tree.get(i + 1).asInt() == 1;
                case "require_param" -> needed = tree.get(i + 1).asString();
                default -> throw new IllegalArgumentException("unknown permission option in " + tree);
            }
        }
        return new Privileges(tree.get(1).asString(), texts(tree.get(2)), any, needed);
    }

    private static List<Check> rest(JsonNode tree) {
        return tree.valueStream().skip(1).map(Check::readTree).toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
