package dev.moru.cli.resource;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a list page by page and shows it, once or again and again. */
public final class Listing {

    private static final int LARGEST_PAGE = 500;
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private final Session session;

    public Listing(Session session) {
        this.session = session;
    }

    public int show(ApiPath path, ListOptions options, View view) throws InterruptedException {
        if (options.watch) {
            return watch(
                    options,
                    () -> read(path, options),
                    documents -> session.printer().list(documents, view));
        }
        session.printer().list(read(path, options), view);
        return ExitCode.OK.number();
    }

    /** Everything that matches, up to the limit. */
    public List<JsonNode> read(ApiPath path, ListOptions options) {
        return read(path.with("filter", options.filter).with("orderBy", options.orderBy), options.limit);
    }

    public List<JsonNode> read(ApiPath path, int limit) {
        var documents = new ArrayList<JsonNode>();
        @Nullable String token = null;
        do {
            var size = Math.min(LARGEST_PAGE, limit - documents.size());
            var page = session.api().get(path.with("pageSize", size).with("pageToken", token));
            page.path("items").forEach(documents::add);
            token = page.path("nextPageToken").asString("");
        } while (!token.isEmpty() && documents.size() < limit);
        return documents;
    }

    private int watch(ListOptions options, Supplier<List<JsonNode>> read, Shown shown) throws InterruptedException {
        var redraws =
                session.host().terminal().showsOutput() && session.format().forPeople();
        @Nullable List<JsonNode> before = null;
        while (true) {
            var now = read.get();
            if (redraws) {
                session.host().out().print(CLEAR_SCREEN);
                shown.show(now);
            } else if (!Objects.equals(before, now)) {
                shown.show(now);
            }
            before = now;
            session.host().pause().rest(options.interval);
        }
    }

    private interface Shown {
        void show(List<JsonNode> documents);
    }
}
