package dev.moru.lab;

import dev.moru.lab.access.AccessRoutes;
import dev.moru.lab.access.Accounts;
import dev.moru.lab.access.Authentication;
import dev.moru.lab.access.Authorization;
import dev.moru.lab.access.Permissions;
import dev.moru.lab.access.Privileges;
import dev.moru.lab.access.Tickets;
import dev.moru.lab.api.Errands;
import dev.moru.lab.api.Locks;
import dev.moru.lab.api.Loop;
import dev.moru.lab.api.Routes;
import dev.moru.lab.cluster.ClusterRoutes;
import dev.moru.lab.cluster.NodeRoutes;
import dev.moru.lab.cluster.Nodes;
import dev.moru.lab.cluster.PoolRoutes;
import dev.moru.lab.cluster.Pools;
import dev.moru.lab.cluster.Resources;
import dev.moru.lab.estate.EstateException;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.guest.GuestKind;
import dev.moru.lab.guest.Guests;
import dev.moru.lab.guest.SimulatedGuests;
import dev.moru.lab.guest.nspawn.NspawnGuests;
import dev.moru.lab.http.ApiFront;
import dev.moru.lab.http.CallRecorder;
import dev.moru.lab.http.CertificateRoute;
import dev.moru.lab.http.Certificates;
import dev.moru.lab.http.Frontend;
import dev.moru.lab.http.HttpServer;
import dev.moru.lab.http.LabSurface;
import dev.moru.lab.ledger.Ledger;
import dev.moru.lab.qemu.ContainerRoutes;
import dev.moru.lab.qemu.Hosts;
import dev.moru.lab.qemu.Options;
import dev.moru.lab.qemu.Qemu;
import dev.moru.lab.qemu.QemuRoutes;
import dev.moru.lab.qemu.Recovery;
import dev.moru.lab.qemu.Seed;
import dev.moru.lab.qemu.Vms;
import dev.moru.lab.schema.Facts;
import dev.moru.lab.state.Journal;
import dev.moru.lab.storage.Archives;
import dev.moru.lab.storage.BackupRoutes;
import dev.moru.lab.storage.StorageRoutes;
import dev.moru.lab.storage.Storages;
import dev.moru.lab.task.Pace;
import dev.moru.lab.task.TaskRoutes;
import dev.moru.lab.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * A simulated Proxmox VE cluster behind its own HTTPS port. Its state is kept in a directory and survives the end of
 * the process, however sudden.
 */
public final class Lab implements AutoCloseable {

    private final Loop loop;
    private final Guests guests;
    private final Journal journal;
    private final HttpServer server;
    private final Certificates certificates;

    private Lab(Loop loop, Guests guests, Journal journal, HttpServer server, Certificates certificates) {
        this.loop = loop;
        this.guests = guests;
        this.journal = journal;
        this.server = server;
        this.certificates = certificates;
    }

    /**
     * Starts a lab and returns when it answers.
     *
     * @throws UncheckedIOException when the port is taken, or the directory can't be used or belongs to a running lab
     * @throws EstateException when what was kept does not fit to the estate
     * @throws dev.moru.lab.guest.GuestFailure when real guests are asked for and this computer can't have them
     */
    public static Lab start(LabOptions options) {
        try {
            Files.createDirectories(options.directory());
            return new Assembly(options).startOrRelease();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
    }

    /** {@code https://127.0.0.1:<port>}, without a path. */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.port());
    }

    /** The certificate of the authority that signed the lab's own. */
    public Path caPem() {
        return certificates.authorityPem();
    }

    @Override
    public void close() {
        loop.close();
        guests.close();
        server.close();
        journal.close();
    }

    /** Puts the parts together. */
    private static final class Assembly {

        private final LabOptions options;
        private final Clock clock = Clock.systemUTC();
        private final Loop loop = new Loop(clock);
        private final Faults faults = new Faults();
        private final Locks locks = new Locks(loop);
        private final Journal journal;
        private final Facts facts = Facts.load();
        private final Ledger ledger;
        private final Accounts accounts;
        private final Pools pools;
        private final Permissions permissions;
        private final Storages storages;
        private final Archives archives;
        private final Vms vms;
        private final Tasks tasks;
        private final Nodes nodes;
        private final Tickets tickets;
        private final Certificates certificates;
        private final Guests guests;
        private final Qemu qemu;
        private final Recovery recovery;

        private Assembly(LabOptions options) throws IOException {
            this.options = options;
            this.journal = new Journal(options.directory());
            this.ledger = new Ledger(journal, clock);
            this.accounts =
                    new Accounts(journal, new Privileges(options.estate().majorVersion()));
            this.pools = new Pools(journal, accounts);
            this.permissions = new Permissions(accounts, pools::ofPath);
            this.storages = new Storages(options.estate(), journal, faults, clock);
            this.vms = new Vms(journal, locks, faults);
            this.tasks = new Tasks(loop, journal, locks, faults, new Pace(options.cloneDuration()));
            this.nodes = new Nodes(options.estate(), vms, faults, clock);
            this.tickets = Tickets.in(options.directory(), clock);
            var names =
                    options.estate().nodes().stream().map(node -> node.name()).toList();
            this.certificates = new Certificates(options.directory(), names);
            this.guests = options.guests() == GuestKind.NSPAWN
                    ? new NspawnGuests(options.directory().resolve("guests"), this::onPowerOff)
                    : new SimulatedGuests();
            this.archives = new Archives(journal, storages, permissions, ledger, guests::forgetImage);
            this.qemu = new Qemu(
                    options.estate(),
                    vms,
                    storages,
                    archives,
                    tasks,
                    ledger,
                    permissions,
                    faults,
                    new Options(facts),
                    pools,
                    new Hosts(guests, new Errands(loop, locks)),
                    clock,
                    new SecureRandom());
            this.recovery = new Recovery(qemu);
        }

        private Lab startOrRelease() throws IOException {
            try {
                return start();
            } catch (IOException | RuntimeException failure) {
                loop.close();
                journal.close();
                throw failure;
            }
        }

        private Lab start() throws IOException {
            journal.open();
            if (vms.all().isEmpty()) {
                new Seed(options.estate(), vms, storages, clock, new SecureRandom()).plant();
            }
            requireKnownNodes();
            tasks.endInterrupted();
            recovery.cleanUp();
            accounts.rootPassword(options.rootPassword());
            journal.commit();
            guests.reconcile(recovery.world());
            var address = new InetSocketAddress(options.bindAddress(), options.port());
            var server = HttpServer.listen(address, certificates.tls(), frontend());
            return new Lab(loop, guests, journal, server, certificates);
        }

        private void onPowerOff(int vmid) {
            loop.execute(() -> {
                recovery.noteOff(vmid);
                journal.commit();
            });
        }

        /** The guests of an earlier run need the nodes of an earlier estate. */
        private void requireKnownNodes() {
            vms.all().stream()
                    .filter(vm -> !nodes.exists(vm.node()))
                    .findFirst()
                    .ifPresent(vm -> {
                        throw new EstateException("the lab in " + options.directory() + " has guest " + vm.vmid()
                                + " on node '" + vm.node()
                                + "', which the estate does not have; remove that directory to start anew");
                    });
        }

        private Frontend frontend() {
            var parts = new ApiFront.Parts(
                    loop,
                    locks,
                    journal,
                    routes(),
                    facts.formats(),
                    new Authentication(accounts, tickets, clock),
                    new Authorization(accounts, permissions),
                    nodes,
                    faults,
                    new CallRecorder(ledger, vms));
            var surface = new LabSurface(
                    ledger,
                    faults,
                    new StateView(vms, storages, tasks, locks)::shown,
                    options.estate().version());
            return new Frontend(loop, new ApiFront(parts, options.refusalDelay()), surface);
        }

        private Routes routes() {
            var routes = new Routes(facts);
            var estate = options.estate();
            var sources = new Resources.Sources(estate, vms, storages, nodes, pools);
            var resources = new Resources(sources, permissions, faults, clock, options.broadcastInterval());
            new AccessRoutes(accounts, permissions, tickets, clock).addTo(routes);
            new ClusterRoutes(estate, vms, nodes, resources, permissions).addTo(routes);
            new NodeRoutes(estate, nodes, permissions, clock).addTo(routes);
            new CertificateRoute(certificates).addTo(routes);
            new StorageRoutes(storages, archives, permissions, ledger).addTo(routes);
            new BackupRoutes(storages, archives, permissions, tasks).addTo(routes);
            new TaskRoutes(tasks, permissions).addTo(routes);
            new PoolRoutes(pools, vms, permissions).addTo(routes);
            new QemuRoutes(qemu).addTo(routes);
            new ContainerRoutes(qemu).addTo(routes);
            return routes;
        }
    }
}
