package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.DatabaseDump;
import dev.moru.systemtests.history.DatabaseReader;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.Subscription;
import dev.moru.systemtests.load.Alarms;
import dev.moru.systemtests.load.EventReader;
import dev.moru.systemtests.load.Sinks;
import dev.moru.systemtests.load.Workload;
import dev.moru.systemtests.parts.LabControl;
import dev.moru.systemtests.parts.PartedInstallation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An installation with everybody around it, and all that they know when a run is over. */
final class Scene implements AutoCloseable {

    private static final String DATABASE = "moru";

    private final PartedInstallation installation;
    private final Sites sites;
    private final LabControl lab;
    private final Set<Integer> foreignVmIds;
    private final Sinks sinks;
    private final List<Subscription> subscriptions;
    private final Workload workload;
    private final List<EventReader> readers;
    private final Alarms alarms;
    private final ReservationWatch reservations;
    private final Records records;
    private final Perpetrator perpetrator;

    /**
     * Sets a running installation up.
     *
     * @param home where everybody keeps a log
     * @param length of the run
     * @param news what is worth telling while it happens
     */
    Scene(PartedInstallation installation, int sinkPort, Path home, Duration length, Consumer<String> news) {
        this.installation = installation;
        this.lab = new LabControl(installation.labUrl(), installation.labDirectory());
        this.foreignVmIds = lab.state().vmIds().collect(Collectors.toSet());
        this.sinks = new Sinks(sinkPort, home);
        this.sites = new Sites(installation);
        sites.addLab(installation, lab);
        sites.addPolicy();
        sites.awaitRoles();
        this.subscriptions = sites.subscribe(sinks);
        this.records = new Records(installation.kafka());
        this.perpetrator = new Perpetrator(installation, lab, sinks, records, news);
        var gateways = installation.gatewayUrls();
        var token = PartedInstallation.token();
        this.workload = new Workload(gateways, token, length, home);
        this.readers = IntStream.range(0, gateways.size())
                .mapToObj(first -> new EventReader("reader-" + first, first, gateways, token, home))
                .toList();
        this.alarms = new Alarms(installation.alarmUrl(), token, home);
        this.reservations = new ReservationWatch(installation.postgres(), length);
    }

    /** Nothing new is asked for or reported, nor begun by itself. */
    void calm() {
        workload.stop();
        alarms.stop();
        sites.suspendPolicy();
    }

    Perpetrator perpetrator() {
        return perpetrator;
    }

    Workload workload() {
        return workload;
    }

    /** All that anybody has seen, once nothing is under way any more. */
    History history() {
        var database = database();
        var topics = records.dump();
        var unread = topics.unreadable().stream()
                .filter(record -> perpetrator.poison().stream().noneMatch(record::carries))
                .toList();
        if (!unread.isEmpty()) {
            throw new IllegalStateException("records that nobody can read stand in the topics: " + unread);
        }
        return new History(
                workload.exchanges(),
                topics.records().stream()
                        .filter(record -> perpetrator.poison().stream()
                                .noneMatch(poison -> record.subject().equals(poison.key()) && record.isCommand()))
                        .toList(),
                records.deadLetters(),
                perpetrator.poison(),
                lab.ledger(),
                installation.ansible().ledger(),
                lab.state(),
                Stream.concat(foreignVmIds.stream(), perpetrator.copies().stream())
                        .collect(Collectors.toSet()),
                perpetrator.archives(),
                subscriptions,
                sinks.receipts(),
                readers.stream().flatMap(reader -> reader.frames().stream()).toList(),
                perpetrator.disturbances(),
                perpetrator.recoveries(),
                reservations.looks(),
                alarms.taken(),
                database);
    }

    private DatabaseDump database() {
        try (var connection = installation.postgres().connect(DATABASE)) {
            return DatabaseReader.dump(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        workload.close();
        readers.forEach(EventReader::close);
        alarms.close();
        reservations.close();
        sinks.close();
    }
}
