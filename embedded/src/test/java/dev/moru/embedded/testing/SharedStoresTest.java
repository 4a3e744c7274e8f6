package dev.moru.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SharedStoresTest {

    @Test
    void givesEveryTestClassADatabaseOfItsOwn() throws SQLException {
        var one = SharedStores.postgres().freshDatabase();
        var another = SharedStores.postgres().freshDatabase();

        try (var connection = DriverManager.getConnection(one.jdbcUrl(), one.user(), one.password())) {
            connection.createStatement().execute("CREATE TABLE mine (id int)");
        }

        assertThat(another.name()).isNotEqualTo(one.name());
        try (var connection = DriverManager.getConnection(another.jdbcUrl(), another.user(), another.password())) {
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT * FROM mine"))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void sharesOneKafka() {
        assertThat(SharedStores.kafka().bootstrapServers())
                .isEqualTo(SharedStores.kafka().bootstrapServers());
    }
}
