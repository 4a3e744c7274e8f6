package dev.moru.contracts.server;

import dev.moru.contracts.Event;

/** Something that has happened to a server; the subject is its id. */
public interface ServerEvent extends Event {

    ServerSnapshot server();
}
