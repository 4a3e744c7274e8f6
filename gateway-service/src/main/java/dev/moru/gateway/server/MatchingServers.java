package dev.moru.gateway.server;

import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the servers that a bulk request means by its filter. */
@Component
public class MatchingServers {

    private final StoredServers servers;

    MatchingServers(StoredServers servers) {
        this.servers = servers;
    }

    /** The ids of those that match and are not protected; one page more than {@code most} is read at the most. */
    public Mono<List<UUID>> find(String project, String filter, int most) {
        return page(project, filter, null)
                .expand(page ->
                        page.nextPageToken() == null ? Mono.empty() : page(project, filter, page.nextPageToken()))
                .take(most / ListRequest.MAX_PAGE_SIZE + 1L)
                .concatMapIterable(Page::items)
                .map(ServerDocument::id)
                .collectList();
    }

    private Mono<Page<ServerDocument>> page(String project, String filter, @Nullable String token) {
        var request = new ListRequest(ListRequest.MAX_PAGE_SIZE, token, filter + " AND protected=false", "createdAt");
        return servers.page(ProjectScope.EVERYTHING, project, request);
    }
}
