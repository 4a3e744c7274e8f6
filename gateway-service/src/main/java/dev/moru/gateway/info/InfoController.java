package dev.moru.gateway.info;

import dev.moru.gateway.database.Cells;
import dev.moru.gateway.security.Permitted;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells clients what they talk to. */
@RestController
class InfoController {

    private static final List<String> FEATURES = List.of(
            "servers",
            "roles",
            "bulk",
            "plan",
            "operations",
            "events",
            "sites",
            "channels.webhook",
            "channels.email",
            "channels.slack",
            "audit");

    private static final String SIMULATED = """
            select exists (select 1 from configuration where kind = 'site' and (spec ->> 'simulated')::boolean) as simulated
            """;

    private final DatabaseClient database;

    InfoController(DatabaseClient database) {
        this.database = database;
    }

    @GetMapping("/api/v1/info")
    @Permitted(Permitted.ANYONE)
    Mono<Info> info() {
        return database.sql(SIMULATED)
                .map(row -> new Info("moru", version(), FEATURES, new Cells(row).flag("simulated")))
                .one();
    }

    private static String version() {
        return Objects.requireNonNullElse(InfoController.class.getPackage().getImplementationVersion(), "development");
    }

    /**
     * What this is.
     *
     * @param simulated whether a site has nothing real behind it
     */
    record Info(String name, String version, List<String> features, boolean simulated) {}
}
