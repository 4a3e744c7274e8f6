package dev.moru.gateway.alert;

import dev.moru.contracts.Command;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.AcknowledgeAlert;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.alert.SilenceAlert;
import dev.moru.gateway.direct.DirectCommand;
import dev.moru.gateway.direct.DirectCommands;
import dev.moru.gateway.list.Documents;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.security.Permitted;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Seeing to alerts. monitoring-service owns them: an answer shows the alert as it was, and what becomes of it follows as an
 * event.
 */
@RestController
class AlertController {

    private static final int LONGEST_COMMENT = 1_000;
    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(1);
    private static final Duration LONGEST_SILENCE = Duration.ofDays(90);

    private final Documents<Alert> alerts;
    private final DirectCommands commands;

    AlertController(Documents<Alert> alerts, DirectCommands commands) {
        this.alerts = alerts;
        this.commands = commands;
    }

    @PostMapping("/api/v1/alerts/{id}:acknowledge")
    @Permitted("alert:manage")
    Mono<ResponseEntity<Alert>> acknowledge(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable AcknowledgeRequest request, Call call) {
        var comment = request == null ? "" : Objects.requireNonNullElse(request.comment(), "");
        check(new Complaints(), comment);
        return answer(commands.send(
                call,
                request,
                alerts.find(id, ProjectScope.of(call.caller())),
                (alert, at) -> command(alert, new AcknowledgeAlert(comment), "alert.acknowledge")));
    }

    @PostMapping("/api/v1/alerts/{id}:silence")
    @Permitted("alert:manage")
    Mono<ResponseEntity<Alert>> silence(@PathVariable UUID id, @RequestBody SilenceRequest request, Call call) {
        var duration = Objects.requireNonNullElse(request.duration(), Duration.ZERO);
        var comment = Objects.requireNonNullElse(request.comment(), "");
        var complaints = new Complaints();
        complaints.require(
                duration.compareTo(SHORTEST_SILENCE) >= 0 && duration.compareTo(LONGEST_SILENCE) <= 0,
                "/duration",
                SHORTEST_SILENCE + " to " + LONGEST_SILENCE);
        check(complaints, comment);
        return answer(commands.send(
                call,
                request,
                alerts.find(id, ProjectScope.of(call.caller())),
                (alert, at) -> command(firing(alert), new SilenceAlert(at.plus(duration), comment), "alert.silence")));
    }

    private static void check(Complaints complaints, String comment) {
        complaints.require(
                comment.length() <= LONGEST_COMMENT, "/comment", "at most " + LONGEST_COMMENT + " characters");
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
    }

    /** Judged once per request: a request that is sent again is answered alike, also when the alert is over meanwhile. */
    private static Alert firing(Alert alert) {
        if (alert.state() == AlertState.FIRING) {
            return alert;
        }
        throw Problem.of(ProblemType.ALERT_OVER, "alert " + alert.id() + " is over")
                .asException();
    }

    private static DirectCommand command(Alert alert, Command body, String action) {
        var target = new DirectCommand.Target("alert", alert.id().toString(), alert.name(), alert.project());
        return new DirectCommand(Topics.MONITORING_COMMANDS, body, action, target);
    }

    private static Mono<ResponseEntity<Alert>> answer(Mono<Alert> accepted) {
        return accepted.map(alert -> ResponseEntity.accepted().body(alert));
    }

    /** That somebody sees to an alert. */
    record AcknowledgeRequest(@Nullable String comment) {}

    /** @param duration from now on, one minute to ninety days */
    record SilenceRequest(
            @Nullable Duration duration, @Nullable String comment) {}
}
