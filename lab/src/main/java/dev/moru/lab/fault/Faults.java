package dev.moru.lab.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The armed faults. They are not kept over a restart: a lab that starts is healthy. */
public final class Faults {

    private final List<Armed> armed = new ArrayList<>();

    private static final class Armed {
        private final Fault fault;
        private final RandomGenerator random;
        private int hits;

        private Armed(Fault fault) {
            this.fault = fault;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(fault.seed());
        }

        private boolean isSpent() {
            return fault.count() > 0 && hits >= fault.count();
        }

        private boolean strikes() {
            if (isSpent() || random.nextDouble() >= fault.probability()) {
                return false;
            }
            hits++;
            return true;
        }
    }

    /** Replaces all armed faults. */
    public void arm(List<Fault> faults) {
        armed.clear();
        faults.forEach(fault -> armed.add(new Armed(fault)));
    }

    public void disarm(Optional<FaultKind> kind) {
        armed.removeIf(one -> kind.isEmpty() || one.fault.kind() == kind.get());
    }

    /** The first armed fault of the kind that is for this call and strikes now. */
    public Optional<Fault> strike(FaultKind kind, String method, String path) {
        for (var one : armed) {
            if (one.fault.kind() == kind && one.fault.isFor(method, path) && one.strikes()) {
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    /** The armed fault that a thing (node, storage, VM id, token) suffers from; it does not wear off by being met. */
    public Optional<Fault> on(FaultKind kind, String target) {
        return armed.stream()
                .filter(one -> one.fault.kind() == kind
                        && !one.isSpent()
                        && one.fault.target().matcher(target).matches())
                .map(one -> one.fault)
                .findFirst();
    }

    public boolean hits(FaultKind kind, String target) {
        return on(kind, target).isPresent();
    }

    /** As {@code GET /lab/faults} shows them. */
    public List<Map<String, Object>> shown() {
        var shown = new ArrayList<Map<String, Object>>();
        for (var one : armed) {
            var entry = new LinkedHashMap<String, Object>(FaultFile.shown(one.fault));
            entry.put("hits", one.hits);
            shown.add(entry);
        }
        return shown;
    }
}
