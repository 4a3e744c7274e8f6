package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.RawRecord;
import dev.moru.systemtests.history.Recovery;
import dev.moru.systemtests.load.Sinks;
import dev.moru.systemtests.parts.LabControl;
import dev.moru.systemtests.parts.Part;
import dev.moru.systemtests.parts.PartedInstallation;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Does what the schedule says, and writes down when it took effect and when it was over. */
final class Perpetrator {

    private final PartedInstallation installation;
    private final Disturbances disturbances = new Disturbances();
    private final PartFaults parts;
    private final StoreFaults stores;
    private final SurroundingFaults surroundings;

    /** @param news what is worth telling while it happens */
    Perpetrator(PartedInstallation installation, LabControl lab, Sinks sinks, Records records, Consumer<String> news) {
        this.installation = installation;
        this.parts = new PartFaults(installation, disturbances, news);
        this.stores = new StoreFaults(installation, parts, records, disturbances, news);
        this.surroundings = new SurroundingFaults(installation.lab(), lab, sinks, parts, disturbances);
    }

    List<Disturbance> disturbances() {
        return disturbances.all();
    }

    List<Recovery> recoveries() {
        return stores.recoveries();
    }

    /** Machines that bear a mark, and are not Moru's. */
    Set<Integer> copies() {
        return surroundings.copies();
    }

    /** Backups that are not Moru's, of machines that are. */
    Set<String> archives() {
        return surroundings.archives();
    }

    List<RawRecord> poison() {
        return stores.poison();
    }

    /** Returns when the fault is over, and what it hit can be used again. */
    void perform(Act act) throws InterruptedException {
        switch (act.fault().track()) {
            case GATEWAYS -> gateways(act);
            case OWNERS -> owners(act);
            case OTHERS -> others(act);
            case STORES -> stores.perform(act);
            case SURROUNDINGS -> surroundings.perform(act);
        }
    }

    private void gateways(Act act) throws InterruptedException {
        var gateway = any(installation.gateways(), act);
        switch (act.fault()) {
            case KILL_GATEWAY -> parts.kill(gateway, Kind.GATEWAY_AWAY, act);
            case FREEZE_GATEWAY -> parts.freeze(gateway, Kind.GATEWAY_AWAY, act);
            case RESTART_GATEWAY -> parts.restart(gateway, Kind.GATEWAY_AWAY);
            case HALT_GATEWAY -> parts.halt(gateway, Kind.GATEWAY_AWAY, act);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private void owners(Act act) throws InterruptedException {
        var owner = any(installation.provisioning(), act);
        switch (act.fault()) {
            case KILL_OWNER -> parts.kill(owner, Kind.OWNER_REPLICA_AWAY, act);
            case FREEZE_OWNER -> parts.freeze(owner, Kind.OWNER_REPLICA_AWAY, act);
            case RESTART_OWNER -> parts.restart(owner, Kind.OWNER_REPLICA_AWAY);
            case HALT_OWNER -> parts.halt(owner, Kind.OWNER_REPLICA_AWAY, act);
            case KILL_ALL_OWNERS -> parts.killAllOwners(act);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private void others(Act act) throws InterruptedException {
        var other = any(installation.others(), act);
        switch (act.fault()) {
            case KILL_OTHER -> parts.kill(other, Kind.OTHER_AWAY, act);
            case FREEZE_OTHER -> parts.freeze(other, Kind.OTHER_AWAY, act);
            case RESTART_OTHER -> parts.restart(other, Kind.OTHER_AWAY);
            case HALT_OTHER -> parts.halt(other, Kind.OTHER_AWAY, act);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private static Part any(List<Part> parts, Act act) {
        return parts.get(act.choose(parts.size()));
    }
}
