package dev.moru.proxmox;

import static dev.moru.proxmox.Call.Method.DELETE;
import static dev.moru.proxmox.Call.Method.POST;
import static dev.moru.proxmox.Call.Method.PUT;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Users, tokens, roles and rights: what setting up a site needs. */
public final class Access {

    private static final Route ACCESS = Route.of("access");
    private static final Route USERS = ACCESS.at("users");
    private static final Route ROLES = ACCESS.at("roles");
    private static final Route ACL = ACCESS.at("acl");

    private final Api api;

    Access(Api api) {
        this.api = api;
    }

    /** The caller's own effective rights; for a token with separated privileges, those of the token. */
    public Permissions permissions() {
        var data = api.get(JsonNode.class, ACCESS.at("permissions"));
        var byPath = new HashMap<String, Map<String, Boolean>>();
        data.properties().forEach(path -> {
            var privileges = new HashMap<String, Boolean>();
            path.getValue()
                    .properties()
                    .forEach(privilege -> privileges.put(
                            privilege.getKey(), privilege.getValue().asInt(0) == 1));
            byPath.put(path.getKey(), privileges);
        });
        return new Permissions(byPath);
    }

    /** @param enabled whether the user may sign in */
    public record User(
            @JsonProperty("userid") String id,
            @JsonProperty("enable") boolean enabled,
            @Nullable String comment) {}

    public List<User> users() {
        return api.list(User.class, USERS);
    }

    /** Creates a user without a password, who can act through tokens only. */
    public void createUser(String userId, String comment) {
        api.done(POST, USERS, Parameters.of("userid", userId).with("comment", comment));
    }

    public void deleteUser(String userId) {
        api.done(DELETE, USERS.at(userId), Parameters.none());
    }

    /** @param separated whether the token has rights of its own, instead of its user's */
    public record Token(
            @JsonProperty("tokenid") String id,
            @JsonProperty("privsep") boolean separated,
            @Nullable String comment) {}

    public List<Token> tokens(String userId) {
        return api.list(Token.class, USERS.at(userId, "token"));
    }

    /** Creates a token. Its secret is in this answer, and never shown again. */
    public Credentials.ApiToken createToken(String userId, String tokenId, boolean separated) {
        var created =
                api.send(NewToken.class, POST, USERS.at(userId, "token", tokenId), Parameters.of("privsep", separated));
        return new Credentials.ApiToken(userId, tokenId, Secret.of(created.value()));
    }

    private record NewToken(String value) {}

    public void deleteToken(String userId, String tokenId) {
        api.done(DELETE, USERS.at(userId, "token", tokenId), Parameters.none());
    }

    /** @param builtIn whether it came with the system and cannot be changed */
    public record Role(
            @JsonProperty("roleid") String id,
            @JsonProperty("privs") @Nullable String commaSeparatedPrivileges,
            @JsonProperty("special") boolean builtIn) {

        public Set<String> privileges() {
            return commaSeparatedPrivileges == null || commaSeparatedPrivileges.isBlank()
                    ? Set.of()
                    : Arrays.stream(commaSeparatedPrivileges.split("[,\\s]+")).collect(Collectors.toUnmodifiableSet());
        }
    }

    public List<Role> roles() {
        return api.list(Role.class, ROLES);
    }

    public void createRole(String roleId, Set<String> privileges) {
        api.done(POST, ROLES, Parameters.of("roleid", roleId).with("privs", sorted(privileges)));
    }

    /** Gives a role exactly these privileges. */
    public void updateRole(String roleId, Set<String> privileges) {
        api.done(PUT, ROLES.at(roleId), Parameters.of("privs", sorted(privileges)));
    }

    private static List<String> sorted(Set<String> privileges) {
        return privileges.stream().sorted().toList();
    }

    /**
     * @param type {@code user}, {@code group} or {@code token}
     * @param subject who has the role
     */
    public record Grant(
            String path,
            String type,
            @JsonProperty("ugid") String subject,
            @JsonProperty("roleid") String role,
            boolean propagate) {}

    public List<Grant> grants() {
        return api.list(Grant.class, ACL);
    }

    /** Gives a user a role on a path and below it. */
    public void grantToUser(String path, String role, String userId) {
        api.done(PUT, ACL, grant(path, role).with("users", userId));
    }

    /** Gives a token ({@code user@realm!token}) a role on a path and below it. */
    public void grantToToken(String path, String role, String fullTokenId) {
        api.done(PUT, ACL, grant(path, role).with("tokens", fullTokenId));
    }

    private static Parameters grant(String path, String role) {
        return Parameters.of("path", path).with("roles", role).with("propagate", true);
    }
}
