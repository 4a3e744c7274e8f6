package dev.moru.cli.site;

import dev.moru.cli.resource.ResourceCommands;
import dev.moru.cli.resource.ResourceKind;
import dev.moru.cli.session.Session;
import picocli.CommandLine;

/** {@code moru site}, {@code image}, {@code network}, {@code storage-class} and {@code preset}. */
public final class SiteCommands {

    private SiteCommands() {}

    public static CommandLine sites(Session session) {
        return ResourceCommands.of(session, SiteKinds.SITE, "Sites: the clusters that servers are made on.")
                .addSubcommand(new CheckSite(session))
                .addSubcommand(new ListGuests(session))
                .addSubcommand(new PrintSetupScript(session));
    }

    public static CommandLine images(Session session) {
        return discoverable(session, SiteKinds.IMAGE, "Images: the templates that servers are cloned from.");
    }

    public static CommandLine networks(Session session) {
        return discoverable(session, SiteKinds.NETWORK, "Networks: what servers are plugged into.");
    }

    public static CommandLine storageClasses(Session session) {
        return discoverable(session, SiteKinds.STORAGE_CLASS, "Storage classes: where disks go.");
    }

    public static CommandLine presets(Session session) {
        return ResourceCommands.of(session, SiteKinds.PRESET, "Presets: sizes with a name.");
    }

    private static CommandLine discoverable(Session session, ResourceKind kind, String description) {
        return ResourceCommands.of(session, kind, description).addSubcommand(new Discover(session, kind.plural()));
    }
}
