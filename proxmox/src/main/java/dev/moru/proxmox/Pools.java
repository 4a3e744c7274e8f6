package dev.moru.proxmox;

import static dev.moru.proxmox.Call.Method.DELETE;
import static dev.moru.proxmox.Call.Method.POST;
import static dev.moru.proxmox.Call.Method.PUT;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pools, which group guests and storages for the granting of rights. */
public final class Pools {

    private static final Route POOLS = Route.of("pools");

    private final Api api;

    Pools(Api api) {
        this.api = api;
    }

    public record Pool(
            @JsonProperty("poolid") String id, @Nullable String comment) {}

    /** Those that the caller may see. */
    public List<Pool> list() {
        return api.list(Pool.class, POOLS);
    }

    /** The guests of a pool that the caller may see. */
    public Set<Integer> guestsOf(String id) {
        return api.list(Details.class, POOLS, Parameters.of("poolid", id)).stream()
                .flatMap(pool -> pool.members().stream())
                .map(Member::vmid)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Details(List<Member> members) {}

    /** A storage among the members has no number. */
    private record Member(@Nullable Integer vmid) {}

    public void create(String id, String comment) {
        api.done(POST, POOLS, Parameters.of("poolid", id).with("comment", comment));
    }

    /** Adds guests, taking them out of another pool only when told so. */
    public void addGuests(String id, List<Integer> vmids, boolean allowMove) {
        api.done(
                PUT,
                POOLS,
                Parameters.of("poolid", id).with("vms", vmids).with("allow-move", allowMove ? Boolean.TRUE : null));
    }

    /** Deletes an empty pool. */
    public void delete(String id) {
        api.done(DELETE, POOLS, Parameters.of("poolid", id));
    }
}
