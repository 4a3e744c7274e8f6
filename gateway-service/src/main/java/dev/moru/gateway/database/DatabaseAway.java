package dev.moru.gateway.database;

import dev.moru.durable.database.Outages;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.TransactionException;

/** Tells a database that does not answer from a statement that it refuses. */
public final class DatabaseAway {

    private DatabaseAway() {}

    /** Whether nothing else would succeed now either. */
    public static boolean isReasonOf(Throwable failure) {
        if (failure instanceof ConcurrencyFailureException) {
            return false;
        }
        return failure instanceof TransactionException
                || failure instanceof R2dbcNonTransientResourceException
                || failure instanceof R2dbcTransientResourceException
                || failure instanceof R2dbcTimeoutException
                || failure instanceof TimeoutException
                || Outages.isOutage(failure);
    }
}
