package dev.moru.cli.notification;

import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.Fields;
import dev.moru.cli.resource.ResourceKind;
import dev.moru.cli.resource.ResourceKind.Place;

/** Who is told, and about what. */
final class NotificationKinds {

    static final ResourceKind CHANNEL = new ResourceKind(
            "channel",
            "channels",
            Place.PROJECT_IF_NAMED,
            View.of(
                    "channel",
                    Column.of("NAME", "/name"),
                    Fields.column("TYPE", "type"),
                    Fields.column("SETTINGS", "settings"),
                    Fields.column("ENABLED", "enabled"),
                    Column.of("STATUS", Fields::conditions),
                    Fields.column("PROJECT", "project").wide(),
                    Fields.column("DESCRIPTION", "description").wide(),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            ChannelFlags::new);

    private NotificationKinds() {}

    /** @param channels what the channels of routes are called */
    static ResourceKind route(ChannelNames channels) {
        return new ResourceKind(
                "route",
                "routes",
                Place.PROJECT_IF_NAMED,
                View.of(
                        "route",
                        Column.of("NAME", "/name"),
                        Fields.nested("TYPES", "match", "/types"),
                        Fields.nested("SEVERITY", "match", "/severity"),
                        Column.of("CHANNELS", channels::of),
                        Fields.column("ENABLED", "enabled"),
                        Column.of("STATUS", Fields::conditions),
                        Fields.nested("PROJECTS", "match", "/projects").wide(),
                        Fields.nested("SITES", "match", "/sites").wide(),
                        Fields.nested("TAGS", "match", "/tags").wide(),
                        Column.of("REVISION", "/revision").wide(),
                        Column.of("ID", "/id").wide()),
                RouteFlags::new);
    }
}
