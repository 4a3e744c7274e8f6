package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ServerRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a bulk request: its parent, and for each server a child or the reason why there is none.
 *
 * <p>A child's deadline begins when its parent releases it; until then the parent's holds for both.
 */
public record BulkRuling(NewOperation parent, List<Item> items) {

    /**
     * One server of a bulk request.
     *
     * @param child the operation; absent when the server is left out
     * @param problem why it is left out
     */
    public record Item(
            ServerRef server,
            Ruling.@Nullable Accepted child,
            @Nullable Problem problem) {}

    /**
     * Rules on each server once, also when it is named twice.
     *
     * @param newId makes the ids of operations
     */
    public static BulkRuling of(
            BulkRequest request, Requester requester, RequestKey key, Estate estate, Supplier<UUID> newId) {
        var ruling = new Decision(request, requester, newId.get(), estate);
        var taken = new HashSet<UUID>();
        var items = request.servers().stream()
                .filter(ref ->
                        estate.find(ref).map(head -> taken.add(head.id())).orElse(true))
                .map(ref -> ruling.item(ref, estate.find(ref), newId))
                .toList();
        return new BulkRuling(ruling.parent(items, key), items);
    }

    /** The accepted children, parent first not included. */
    public List<Ruling.Accepted> children() {
        var children = new ArrayList<Ruling.Accepted>();
        for (var item : items) {
            if (item.child() != null) {
                children.add(item.child());
            }
        }
        return children;
    }

    private record Decision(BulkRequest request, Requester requester, UUID parentId, Estate estate) {

        Item item(ServerRef ref, Optional<Head> found, Supplier<UUID> newId) {
            if (found.isEmpty()) {
                return new Item(ref, null, ((Ruling.Refused) Refusals.noServer(ref)).problem());
            }
            var head = found.get();
            return refusal(head)
                    .map(refused -> new Item(ref, null, ((Ruling.Refused) refused).problem()))
                    .orElseGet(() -> new Item(ref, child(head, newId.get()), null));
        }

        private Optional<Ruling> refusal(Head head) {
            return switch (request.action()) {
                case START, STOP, REBOOT -> Refusals.ofCommand(head);
                case CONFIGURE -> Refusals.ofCommand(head).or(() -> Refusals.ofConfiguring(estate));
                case DELETE -> Refusals.ofDeleting(head).or(() -> DeleteWish.ofProtection(head));
            };
        }

        private Instant at() {
            return estate.now();
        }

        private boolean deletes() {
            return request.action() == BulkRequest.Action.DELETE;
        }

        private Ruling.Accepted child(Head head, UUID id) {
            var open = head.withOpenOperation(at());
            var target = new OperationTarget("server", head.id(), head.name());
            var document = document(id, request.action().kind(), head.site(), target, parentId, ChildCounts.NONE);
            var operation = new NewOperation(document, head.id().toString(), command(), requester, null);
            return new Ruling.Accepted(operation, deletes() ? open.goingAway() : open, Ruling.HeadChange.UPDATE);
        }

        private Command command() {
            return switch (request.action()) {
                case START -> new StartServer(null, parentId);
                case STOP -> new StopServer(false, null, parentId);
                case REBOOT -> new RebootServer(null, parentId);
                case CONFIGURE -> new ReconfigureServer(false, null, parentId);
                case DELETE -> new DeleteServer(null, null, parentId);
            };
        }

        NewOperation parent(List<Item> items, RequestKey key) {
            var children = new ArrayList<UUID>();
            for (var item : items) {
                if (item.child() != null) {
                    children.add(item.child().operation().document().id());
                }
            }
            var action = request.action().name().toLowerCase(Locale.ROOT);
            var target = new OperationTarget("bulk", parentId, action);
            var counts = new ChildCounts(children.size(), 0, 0);
            var document = document(parentId, OperationKind.SERVER_BULK, null, target, null, counts);
            var command = new RunBulk(action, children, request.maxInFlight(), request.stopAfterFailures());
            return new NewOperation(document, parentId.toString(), command, requester, key);
        }

        private Operation document(
                UUID id,
                OperationKind kind,
                @Nullable String site,
                OperationTarget target,
                @Nullable UUID parent,
                ChildCounts children) {
            return new Operation(
                    id,
                    kind.word(),
                    request.project(),
                    site,
                    target,
                    requester.actor(),
                    OperationState.ACCEPTED,
                    0,
                    at(),
                    null,
                    at(),
                    null,
                    at().plus(OperationKind.SERVER_BULK.deadline()),
                    parent == null ? List.of() : FirstSteps.of(command(), estate.participants()),
                    null,
                    null,
                    List.of(),
                    false,
                    null,
                    null,
                    null,
                    null,
                    parent,
                    children);
        }
    }
}
