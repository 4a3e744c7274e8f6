package dev.moru.gateway.info;

import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.ParticipantProperties;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells clients what they talk to. */
@RestController
class InfoController {

    private static final List<String> ALWAYS = List.of(
            "servers",
            "bulk",
            "plan",
            "operations",
            "events",
            "sites",
            "channels.webhook",
            "channels.email",
            "channels.slack",
            "audit");
    private static final Map<Participant, String> WITH =
            Map.of(Participant.CONFIG, "roles", Participant.BACKUP, "backups", Participant.MONITORING, "alerts");

    private static final String SIMULATED = """
            select exists (select 1 from configuration where kind = 'site' and (spec ->> 'simulated')::boolean) as simulated
            """;

    private final DatabaseClient database;
    private final List<String> features;

    InfoController(DatabaseClient database, ParticipantProperties running) {
        this.database = database;
        this.features = Stream.concat(
                        ALWAYS.stream(),
                        running.participants().stream().map(WITH::get).sorted())
                .toList();
    }

    @GetMapping("/api/v1/info")
    @Permitted(Permitted.ANYONE)
    Mono<Info> info() {
        return database.sql(SIMULATED)
                .map(row -> new Info("moru", version(), features, new Cells(row).flag("simulated")))
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
