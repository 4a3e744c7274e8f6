package dev.moru.provisioning.server;

/** What is done to a guest's power. */
public enum PowerAction {
    START,
    STOP,
    REBOOT
}
