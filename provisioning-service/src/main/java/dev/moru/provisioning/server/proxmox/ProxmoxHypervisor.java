package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.AdoptedGuest;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.RestoreGuest;
import dev.moru.provisioning.server.UpdateGuest;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.proxmox.ProxmoxClients;
import dev.moru.provisioning.site.proxmox.ProxmoxProperties;
import dev.moru.proxmox.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Whole operations on guests over the REST API of Proxmox VE. */
public final class ProxmoxHypervisor implements Hypervisor {

    public static final String DRIVER = "proxmox";

    private final ProxmoxClients clients;
    private final ProxmoxProperties properties;
    private final Effect.Waits waits;

    /** @param random for the jitter of repetitions */
    public ProxmoxHypervisor(
            ProxmoxClients clients, ProxmoxProperties properties, Ticker ticker, RandomGenerator random) {
        this.clients = clients;
        this.properties = properties;
        this.waits = new Effect.Waits(ticker, random);
    }

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public GuestState create(CreateGuest request, Execution execution) {
        return at(request.guest().site(), execution, effect -> new CreateEffect(effect, request).perform());
    }

    @Override
    public GuestState tryOut(CreateGuest request, Execution execution) {
        return at(request.guest().site(), execution, effect -> new CreateEffect(effect, request).tryOut());
    }

    @Override
    public GuestState restore(RestoreGuest request, Execution execution) {
        return at(request.guest().site(), execution, effect -> new RestoreEffect(effect, request).perform());
    }

    @Override
    public GuestState power(PowerGuest request, Execution execution) {
        return at(request.guest().site(), execution, effect -> new PowerEffect(effect, request).perform());
    }

    @Override
    public GuestState update(UpdateGuest request, Execution execution) {
        return at(request.guest().site(), execution, effect -> new UpdateEffect(effect, request).perform());
    }

    @Override
    public void delete(DeleteGuest request, Execution execution) {
        at(request.guest().site(), execution, effect -> {
            new DeleteEffect(effect, request).perform();
            return true;
        });
    }

    @Override
    public AdoptedGuest adopt(AdoptGuest request, Execution execution) {
        return at(request.site(), execution, effect -> new AdoptEffect(effect, request).perform());
    }

    @Override
    public Optional<GuestState> find(GuestRef guest, Execution execution) {
        return at(guest.site(), execution, effect -> {
            var lookup = new GuestLookup(effect.client(), guest);
            var finding = lookup.look();
            if (finding instanceof Finding.Unseen) {
                throw lookup.undecided();
            }
            return finding instanceof Finding.Ours ours
                    ? Optional.of(new GuestReader(guest.networks()).read(ours.vm(), ours.config(), List.of()))
                    : Optional.empty();
        });
    }

    private <T> T at(Site site, Execution execution, Function<Effect, T> work) {
        return clients.at(
                site, execution, client -> work.apply(new Effect(client, site, execution, properties, waits, true)));
    }
}
