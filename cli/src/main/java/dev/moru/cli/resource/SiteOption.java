package dev.moru.cli.resource;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The site that a command is about; where there is only one, it need not be named. */
public final class SiteOption {

    @Option(names = "--site", paramLabel = "SITE", description = "the cluster (default: the only one)")
    private @Nullable String site;

    public String name(Session session) {
        if (site != null) {
            return site;
        }
        var sites = session.api().get(ApiPath.of("sites").with("pageSize", 2)).path("items");
        if (sites.size() != 1) {
            throw Failure.usage(sites.isEmpty() ? "there is no site yet: see 'moru site add --help'" : "which --site?");
        }
        return sites.get(0).path("name").asString("");
    }
}
