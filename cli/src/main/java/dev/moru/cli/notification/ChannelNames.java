package dev.moru.cli.notification;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.resource.Fields;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the channels of routes are called, which refer to them by id. They are looked up when somebody is to read them. */
final class ChannelNames {

    private final Session session;
    private final Map<String, String> names = new HashMap<>();

    ChannelNames(Session session) {
        this.session = session;
    }

    /** The channels of a route; the id of one that may not be seen stays as it is. */
    String of(JsonNode route) {
        var ids = new ArrayList<String>();
        Fields.field(route, "channels").forEach(id -> ids.add(id.asString("")));
        if (!names.keySet().containsAll(ids)) {
            readFor(route);
        }
        return ids.stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.joining(","));
    }

    /** A route leads to channels of its own project and of the installation. */
    private void readFor(JsonNode route) {
        var project = Fields.field(route, "project").asString("");
        var places = project.isEmpty()
                ? List.of(ApiPath.of("channels"))
                : List.of(ApiPath.of("channels"), ApiPath.of("projects", project, "channels"));
        for (var channels : places) {
            read(channels)
                    .forEach(channel -> names.put(
                            channel.path("id").asString(""),
                            channel.path("name").asString("")));
        }
    }

    private List<JsonNode> read(ApiPath channels) {
        try {
            return new Listing(session).read(channels, Integer.MAX_VALUE);
        } catch (Failure refused) {
            if (refused.code() == ExitCode.NOT_ALLOWED) {
                return List.of();
            }
            throw refused;
        }
    }
}
