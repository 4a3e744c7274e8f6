package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Caller;
import dev.moru.lab.api.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /access}: tickets, permissions and what has no class of its own. */
public final class AccessRoutes {

    private final Accounts accounts;
    private final Permissions permissions;
    private final Tickets tickets;
    private final Clock clock;

    public AccessRoutes(Accounts accounts, Permissions permissions, Tickets tickets, Clock clock) {
        this.accounts = accounts;
        this.permissions = permissions;
        this.tickets = tickets;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get("/access/ticket", call -> null)
                .post("/access/ticket", this::login)
                .put("/access/password", this::changePassword)
                .get("/access/permissions", this::permissions)
                .get("/access/domains", call -> domains());
        new UserRoutes(accounts, permissions, clock).addTo(routes);
        new TokenRoutes(accounts).addTo(routes);
        new RoleRoutes(accounts).addTo(routes);
        new AclRoutes(accounts, permissions).addTo(routes);
    }

    private Map<String, Object> login(Call call) {
        var name = call.text("username");
        var id = name.contains("@") ? name : name + "@" + call.text("realm", "pam");
        var user = accounts.user(id)
                .filter(known -> known.isUsable(clock.instant().getEpochSecond()))
                .filter(known -> mayLogIn(known, call.text("password")))
                .orElseThrow(() -> new ApiFailure(401, "authentication failure"));
        var answer = new TreeMap<String, Object>();
        answer.put("username", user.id());
        answer.put("ticket", tickets.issue(user.id()));
        answer.put("CSRFPreventionToken", tickets.issueCsrfToken(user.id()));
        answer.put("cap", permissions.capabilities(new Caller(user.id(), null)));
        answer.put("clustername", "lab");
        return answer;
    }

    /** A ticket that still holds may be used as the password for a fresh one. */
    private boolean mayLogIn(User user, String password) {
        return tickets.user(password).filter(user.id()::equals).isPresent()
                || Passwords.matches(password, user.password());
    }

    private @Nullable Object changePassword(Call call) {
        var id = call.text("userid");
        var user = accounts.user(id).orElseThrow(() -> ApiFailure.because("no such user ('" + id + "')"));
        accounts.users().put(id, user.withPassword(Passwords.hash(call.text("password"))));
        return null;
    }

    private Map<String, Map<String, Integer>> permissions(Call call) {
        var subject = call.find("userid").map(AccessRoutes::caller).orElse(call.caller());
        if (!call.caller().owns().test(subject.id())) {
            permissions.require(call.caller(), "/access", "Sys.Audit");
        }
        var found = call.find("path")
                .map(path -> Map.of(path, permissions.on(path, subject)))
                .orElseGet(() -> permissions.everywhere(subject));
        var answer = new TreeMap<String, Map<String, Integer>>();
        found.forEach((path, held) -> {
            var numbers = new TreeMap<String, Integer>();
            held.forEach((privilege, propagates) -> numbers.put(privilege, propagates ? 1 : 0));
            answer.put(path, numbers);
        });
        return answer;
    }

    private static Caller caller(String id) {
        var mark = id.indexOf('!');
        return mark < 0 ? new Caller(id, null) : new Caller(id.substring(0, mark), id.substring(mark + 1));
    }

    private static List<Map<String, Object>> domains() {
        return List.of(
                Map.of("realm", "pam", "type", "pam", "comment", "users of the hosts"),
                Map.of("realm", "pve", "type", "pve", "comment", "users of the cluster"));
    }
}
