package dev.moru.contracts.server;

import java.util.List;

/** The account that cloud-init makes; keys are OpenSSH public keys, one each. */
public record Login(String user, List<String> sshKeys) {

    public Login {
        sshKeys = sshKeys == null ? List.of() : List.copyOf(sshKeys);
    }
}
