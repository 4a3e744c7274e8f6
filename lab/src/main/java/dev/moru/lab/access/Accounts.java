package dev.moru.lab.access;

import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Users, tokens, groups, roles and access control entries. */
public final class Accounts {

    static final String ROOT = "root@pam";

    private final Privileges privileges;
    private final Table<User> users;
    private final Table<Token> tokens;
    private final Table<Group> groups;
    private final Table<Role> roles;
    private final Table<AclEntry> acl;

    record Group(String id, @Nullable String comment) {}

    record Role(String id, List<String> privileges) {}

    public Accounts(Journal journal, Privileges privileges) {
        this.privileges = privileges;
        this.users = journal.table("user", User.class);
        this.tokens = journal.table("token", Token.class);
        this.groups = journal.table("group", Group.class);
        this.roles = journal.table("role", Role.class);
        this.acl = journal.table("acl", AclEntry.class);
    }

    /** The password of {@code root@pam} is the one that the lab was started with, whatever it was before. */
    public void rootPassword(String password) {
        var root = users.get(ROOT);
        if (root == null || !Passwords.matches(password, root.password())) {
            users.put(ROOT, new User(ROOT, true, 0, List.of(), Passwords.hash(password), null, null));
        }
    }

    Table<User> users() {
        return users;
    }

    Table<Token> tokens() {
        return tokens;
    }

    Table<Group> groups() {
        return groups;
    }

    Table<Role> customRoles() {
        return roles;
    }

    Table<AclEntry> acl() {
        return acl;
    }

    Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<Token> token(String id) {
        return Optional.ofNullable(tokens.get(id));
    }

    List<Token> tokensOf(String user) {
        return tokens.rows().stream().filter(token -> token.user().equals(user)).toList();
    }

    /** Built-in and custom roles with their privileges. */
    Map<String, Set<String>> roles() {
        var all = new TreeMap<>(privileges.builtInRoles());
        roles.rows().forEach(role -> all.put(role.id(), new HashSet<>(role.privileges())));
        return all;
    }

    boolean isBuiltIn(String role) {
        return privileges.builtInRoles().containsKey(role);
    }

    Set<String> privilegesOf(String role) {
        var builtIn = privileges.builtInRoles().get(role);
        if (builtIn != null) {
            return builtIn;
        }
        var custom = roles.get(role);
        return custom == null ? Set.of() : new HashSet<>(custom.privileges());
    }

    Set<String> allPrivileges() {
        return privileges.all();
    }

    /** The release's own name of a privilege. */
    String spelt(String privilege) {
        return privileges.spelt(privilege);
    }

    /** Keys begin with the path and a blank, so the entries of one path stand together. */
    Collection<AclEntry> entriesAt(String path) {
        return acl.byKey().subMap(path + " ", path + "!").values();
    }

    /** Removes the rights of everyone on a path that is gone. */
    public void forgetPath(String path) {
        List.copyOf(entriesAt(path)).forEach(entry -> acl.remove(entry.key()));
    }

    void forgetSubject(AclEntry.Kind kind, String subject) {
        acl.rows().stream()
                .filter(entry -> entry.kind() == kind && entry.subject().equals(subject))
                .toList()
                .forEach(entry -> acl.remove(entry.key()));
    }
}
