package dev.moru.systemtests.bench;

import dev.moru.contracts.Topics;
import dev.moru.systemtests.history.DatabaseDump;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.LabState;
import dev.moru.systemtests.history.TopicDump;
import dev.moru.systemtests.installation.Installation;
import dev.moru.systemtests.judge.HistoryChecker;
import dev.moru.systemtests.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The installation that is measured, with servers on the site whose driver does nothing, and a database beside Moru's on the
 * same PostgreSQL for the floors.
 */
final class Subject implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(5);
    private static final int WARM_UP_ROUNDS = 8;

    /** Compilers that take less than this share of the CPU time have done most of what they will. */
    private static final double WARM = 0.03;

    private final Installation installation;
    private final String superuserPassword;
    private final List<UUID> servers = new ArrayList<>();
    private final Collection<String> accepted = new ConcurrentLinkedQueue<>();
    private final Commands commands = new Commands(this);
    private final Connection database;

    private Subject(Installation installation) throws IOException, SQLException {
        this.installation = installation;
        this.superuserPassword = Files.readString(installation.home().resolve("postgres/superuser-password"))
                .strip();
        this.database = connect("moru");
    }

    static Subject prepare(Installation installation, int servers) throws Exception {
        var subject = new Subject(installation);
        subject.createServers(servers);
        try (var connection = subject.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database floor");
        }
        try (var connection = subject.connect("floor");
                var statement = connection.createStatement()) {
            statement.execute("create table row (id bigint generated always as identity primary key, body text)");
        }
        subject.warmUp();
        return subject;
    }

    private void createServers(int count) throws Exception {
        commands.create(CONNECTIONS, count, "bench-");
        awaitIdle();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select id from gateway.head order by id")) {
            while (rows.next()) {
                servers.add(rows.getObject(1, UUID.class));
            }
        }
    }

    /** A service that has run for a while is what is measured, not the compilers of its first minute. */
    private void warmUp() throws Exception {
        var tree = new ProcessTree(installation.pid());
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            var before = tree.cpu();
            commands.asFastAsAnswered(CONNECTIONS, WARM_UP_ROUND);
            awaitIdle();
            var cpu = tree.cpu().since(before);
            var compilers = cpu.compilers() / cpu.all();
            System.err.println("warming up; the compilers take " + Machine.percent(compilers) + " of the CPU time");
            if (compilers < WARM) {
                return;
            }
        }
    }

    Installation installation() {
        return installation;
    }

    Commands commands() {
        return commands;
    }

    /** Operations for which a command was answered with 202; their ids. */
    Collection<String> accepted() {
        return accepted;
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + installation.postgresPort() + "/" + name,
                "moru_admin",
                superuserPassword);
    }

    /** The path that reboots one of the servers. */
    String rebootPath(int n) {
        return "/api/v1/projects/default/servers/" + servers.get(Math.floorMod(n, servers.size())) + ":reboot";
    }

    /** Waits until nothing that was accepted is still open. */
    void awaitIdle() throws SQLException, InterruptedException {
        awaitFewerOpenThan(1);
    }

    void awaitFewerOpenThan(int count) throws SQLException, InterruptedException {
        while (open() >= count) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long open() throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from gateway.operation where state in ('ACCEPTED', 'RUNNING')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Lets nobody who consumes commands go on, until it is closed; accepting and relaying go on. */
    AutoCloseable holdConsumers() throws SQLException {
        var connection = connect("moru");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table provisioning.mark in access exclusive mode");
        }
        return connection;
    }

    /** Judges everything that was done here: figures of a run that has lost something are worth nothing. */
    List<Verdict> violations() {
        var topics =
                TopicDump.read(installation.kafka(), List.of(Topics.PROVISIONING_COMMANDS, Topics.PROVISIONING_EVENTS));
        return HistoryChecker.violations(new History(
                accepted.stream().map(Subject::exchange).toList(),
                topics.records(),
                topics.unreadable(),
                List.of(),
                new LabLedger(List.of()),
                List.of(),
                LabState.NONE,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                DatabaseDump.NONE));
    }

    /** Of an answer only the operation was kept. */
    private static Exchange exchange(String operation) {
        var answer = JsonMapper.shared().createObjectNode().put("id", operation);
        return new Exchange(0, "", "POST", "", null, "", Instant.EPOCH, Instant.EPOCH, 202, answer);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
