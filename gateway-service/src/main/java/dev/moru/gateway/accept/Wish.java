package dev.moru.gateway.accept;

import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Set;

/** What a request asks for. It says what it has to see, and rules on itself when it sees it. */
public sealed interface Wish
        permits AdoptWish,
                BackupWish,
                CheckWish,
                ConfigureWish,
                CreateWish,
                DeleteWish,
                DiscoverWish,
                PlanWish,
                PowerWish,
                RepeatWish,
                RestoreInPlaceWish,
                RestoreNewWish,
                UpdateWish,
                VerifyWish {

    /** The servers whose heads it has to see, locked. */
    default List<ServerRef> servers() {
        return List.of();
    }

    /** The configuration that it has to see, kept from changing until it is accepted. */
    default Set<Lookup> configuration() {
        return Set.of();
    }

    /** Whether it has to see which roles there are. */
    default boolean asksForRoles() {
        return false;
    }

    Ruling rule(Submission submission, Estate estate);
}
