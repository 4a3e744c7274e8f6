package dev.moru.gateway.accept;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.audit.Requester;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Accepts bulk requests: parent, children and their commands in one transaction, all heads locked in the order of ids. */
public interface BulkStore {

    /** What was answered to the same request before, if it was: that holds, whatever its filter matches by now. */
    Mono<Accepted> earlier(RequestKey key);

    /** @param validateOnly only tell what would happen */
    Mono<Accepted> accept(BulkRequest request, Requester requester, RequestKey key, boolean validateOnly);

    /** An accepted bulk request; the same for the same request, however often it is sent. */
    record Accepted(Operation parent, List<Item> items) {

        public static Accepted of(BulkRuling ruling) {
            return new Accepted(
                    ruling.parent().document(),
                    ruling.items().stream().map(Item::of).toList());
        }
    }

    /**
     * What has become of one server of the request.
     *
     * @param operation the child; absent when the server is left out
     * @param problem why it is left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String server,
            @Nullable UUID operation,
            @Nullable URI problem,
            @Nullable String detail) {

        private static Item of(BulkRuling.Item item) {
            var child = item.child();
            var problem = item.problem();
            return new Item(
                    item.server().word(),
                    child == null ? null : child.operation().document().id(),
                    problem == null ? null : problem.type().uri(),
                    problem == null ? null : problem.detail());
        }
    }
}
