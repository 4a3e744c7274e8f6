package dev.moru.provisioning.server;

import dev.moru.contracts.server.ServerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The intent of a creation, stored before the first call: where, under which VM id, from what, with which addresses.
 *
 * @param disks in order, the first is the root disk
 * @param sshKeys that let in: those of its user, and Moru's own
 * @param pool the Proxmox pool of the project, if it has one
 */
public record CreateGuest(
        GuestRef guest,
        ServerSpec spec,
        GuestSource source,
        List<ResolvedDisk> disks,
        List<ResolvedNetwork> networks,
        List<String> sshKeys,
        @Nullable String pool) {

    public CreateGuest {
        disks = List.copyOf(disks);
        networks = List.copyOf(networks);
        sshKeys = List.copyOf(sshKeys);
    }
}
