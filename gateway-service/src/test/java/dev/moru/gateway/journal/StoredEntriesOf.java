package dev.moru.gateway.journal;

import dev.moru.gateway.testing.GatewayDatabase;

/** Lets tests of other packages read the journal as the gateway does. */
public final class StoredEntriesOf {

    private StoredEntriesOf() {}

    public static StoredEntries database(GatewayDatabase database) {
        return new StoredEntries(database.jdbc());
    }
}
