package dev.moru.durable.database;

import org.flywaydb.core.Flyway;

/** Brings a schema up to date: first the tables of the kit, then those of the service, each with a history of its own. */
final class Migrations {

    private final DatabaseProperties database;
    private final String service;

    Migrations(DatabaseProperties database, String service) {
        this.database = database;
        this.service = service;
    }

    void run() {
        migrate("db/durable", "durable_history");
        migrate("db/" + service, "flyway_history");
    }

    private void migrate(String folder, String history) {
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.secret())
                .schemas(database.schema())
                .createSchemas(false)
                .locations("classpath:" + folder)
                .failOnMissingLocations(false)
                .table(history)
                // The kit's history finds a schema with tables of the service in it, and the other way round.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // An older version of a service must run on the schema of a newer one.
                .ignoreMigrationPatterns("*:future")
                .connectRetries(10)
                .connectRetriesInterval(3)
                .load()
                .migrate();
    }
}
