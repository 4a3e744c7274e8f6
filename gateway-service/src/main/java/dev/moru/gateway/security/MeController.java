package dev.moru.gateway.security;

import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are here. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {

    @GetMapping
    @Permitted(Permitted.SIGNED_IN)
    Me me(@AuthenticationPrincipal Caller caller) {
        return new Me(
                caller.actor(),
                caller.account(),
                Map.of(),
                caller.permissions().stream().sorted().toList());
    }

    /**
     * A caller.
     *
     * @param roles by project; none until there are roles
     * @param permissions {@code noun:verb}, {@code noun:*} or {@code *}
     */
    record Me(String actor, String account, Map<String, List<String>> roles, List<String> permissions) {}
}
