package dev.moru.cli.notification;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** Has something sent, and waits for what the other side says. */
final class Sending {

    /** Longer than an attempt takes, with what is before and behind it. */
    private static final String PATIENCE = "20s";

    private static final int OK = 200;

    private final Session session;

    Sending(Session session) {
        this.session = session;
    }

    /** Ends with a failure unless the channel has taken it. */
    Integer send(ApiPath request) {
        var answer = session.api().post(request.with("wait", PATIENCE), null);
        var delivery = answer.body();
        if (delivery.hasNonNull("refusal")) {
            throw new Failure(ExitCode.FAILURE, "it was not sent: " + text(delivery, "refusal"));
        }
        var id = text(delivery, "id");
        if (answer.status() != OK) {
            throw new Failure(ExitCode.TIMED_OUT, "there is no answer yet: see 'moru delivery get " + id + "'");
        }
        var channel = "channel " + text(delivery, "channel");
        if (!text(delivery, "state").equals("DELIVERED")) {
            throw new Failure(ExitCode.FAILURE, channel + " did not take it: " + said(delivery));
        }
        session.say((channel + " has taken it: " + said(delivery)).strip());
        return ExitCode.OK.number();
    }

    private static String said(JsonNode delivery) {
        var next = text(delivery, "nextAttemptAt");
        return (text(delivery, "status") + " " + text(delivery, "answer")).strip()
                + (next.isEmpty() ? "" : "; it is tried again at " + next);
    }

    private static String text(JsonNode delivery, String field) {
        return delivery.path(field).asString("");
    }
}
