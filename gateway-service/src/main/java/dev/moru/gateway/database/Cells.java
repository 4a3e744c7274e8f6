package dev.moru.gateway.database;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads the columns of a row by name; what is declared {@code not null} in the schema is never null here. */
public final class Cells {

    private final Readable row;

    public Cells(Readable row) {
        this.row = row;
    }

    public String text(String column) {
        return required(column, String.class);
    }

    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    public UUID id(String column) {
        return required(column, UUID.class);
    }

    public long number(String column) {
        return required(column, Number.class).longValue();
    }

    public boolean flag(String column) {
        return required(column, Boolean.class);
    }

    public Instant time(String column) {
        return required(column, Instant.class);
    }

    public Optional<Instant> optionalTime(String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }

    private <T> T required(String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
