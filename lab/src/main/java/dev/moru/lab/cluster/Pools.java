package dev.moru.lab.cluster;

import dev.moru.lab.access.Accounts;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.qemu.Qemu;
import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resource pools: named groups of guests and storages that rights can be given on. */
public final class Pools implements Qemu.PoolMembership {

    private final Table<Pool> table;
    private final Accounts accounts;

    record Pool(String id, @Nullable String comment, List<Integer> guests, List<String> storages) {

        Pool withGuests(List<Integer> members) {
            return new Pool(id, comment, List.copyOf(members), storages);
        }

        Pool withStorages(List<String> members) {
            return new Pool(id, comment, guests, List.copyOf(members));
        }

        boolean isEmpty() {
            return guests.isEmpty() && storages.isEmpty();
        }
    }

    public Pools(Journal journal, Accounts accounts) {
        this.table = journal.table("pool", Pool.class);
        this.accounts = accounts;
    }

    Collection<Pool> all() {
        return table.rows();
    }

    Optional<Pool> find(String id) {
        return Optional.ofNullable(table.get(id));
    }

    Pool required(String id) {
        return find(id).orElseThrow(() -> ApiFailure.because("pool '" + id + "' does not exist"));
    }

    void put(Pool pool) {
        table.put(pool.id(), pool);
    }

    void remove(String id) {
        table.remove(id);
        accounts.forgetPath("/pool/" + id);
    }

    Optional<String> ofGuest(int vmid) {
        return table.rows().stream()
                .filter(pool -> pool.guests().contains(vmid))
                .map(Pool::id)
                .findFirst();
    }

    /** The pool that a path of the access control tree belongs to. */
    public Optional<String> ofPath(String path) {
        if (path.startsWith("/vms/") && path.substring(5).matches("\\d+")) {
            return ofGuest(Integer.parseInt(path.substring(5)));
        }
        if (path.startsWith("/storage/")) {
            var storage = path.substring("/storage/".length());
            return table.rows().stream()
                    .filter(pool -> pool.storages().contains(storage))
                    .map(Pool::id)
                    .findFirst();
        }
        return Optional.empty();
    }

    @Override
    public void requireExisting(String pool) {
        if (!table.has(pool)) {
            throw ApiFailure.because("pool '" + pool + "' does not exist");
        }
    }

    @Override
    public void join(String pool, int vmid) {
        var joined = required(pool);
        var guests = new ArrayList<>(joined.guests());
        guests.add(vmid);
        put(joined.withGuests(guests));
    }

    @Override
    public void leave(int vmid) {
        ofGuest(vmid).map(this::required).ifPresent(pool -> {
            var guests = new ArrayList<>(pool.guests());
            guests.remove(Integer.valueOf(vmid));
            put(pool.withGuests(guests));
        });
    }

    @Override
    public void forgetRights(int vmid) {
        accounts.forgetPath("/vms/" + vmid);
    }
}
