package dev.moru.cli.notification;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "test", description = "Send a test notification, and say what the channel answers.")
final class TestChannel implements Callable<Integer> {

    @Parameters(paramLabel = "CHANNEL", description = "name or id")
    private String channel = "";

    private final Session session;

    TestChannel(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var channels = session.namedProject()
                .map(project -> ApiPath.of("projects", project, "channels"))
                .orElse(ApiPath.of("channels"));
        return new Sending(session).send(channels.child(channel).verb("test"));
    }
}
