package dev.moru.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.gateway.deadletter.DeadLetterOffice.LetterName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Two services that read one topic have put the same record aside. */
class DeadLetterOfficeTest {

    private final UUID id = UUID.randomUUID();
    private final Owner config = new Owner("config");
    private final Owner notification = new Owner("notification");
    private final DeadLetterOffice office = new DeadLetterOffice(List.of(config, notification, new Away()));

    @Test
    void goesToTheServiceThatIsNamedAndToNoOther() {
        var replayed = office.replay(new LetterName("notification", id)).block();

        assertThat(replayed).isNotNull();
        assertThat(replayed.path("service").asString()).isEqualTo("notification");
        assertThat(notification.replayed).containsExactly(id);
        assertThat(config.replayed).isEmpty();
    }

    @Test
    void listsThoseOfTheOthersWhenOneIsAway() {
        var listing = office.list().block();

        assertThat(listing).isNotNull();
        assertThat(listing.items())
                .extracting(letter -> letter.path("service").asString())
                .containsExactly("config", "notification");
        assertThat(listing.unavailable()).containsExactly("backup");
    }

    @Test
    void saysThatNothingWaitsWhereNobodyIsCalledSo() {
        assertThatThrownBy(() -> office.show(new LetterName("nobody", id)).block())
                .hasMessageContaining("waits at nobody");
    }

    @Test
    void saysThatTheOwnerIsAway() {
        assertThatThrownBy(() -> office.discard(new LetterName("backup", id)).block())
                .hasMessageContaining("backup does not answer");
    }

    private class Owner implements DeadLetterOwner {

        private final String name;
        private final List<UUID> replayed = new ArrayList<>();

        Owner(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Mono<List<JsonNode>> list() {
            return Mono.just(List.of(letter()));
        }

        @Override
        public Mono<JsonNode> show(UUID letter) {
            return Mono.just(letter());
        }

        @Override
        public Mono<JsonNode> replay(UUID letter) {
            replayed.add(letter);
            return Mono.just(letter());
        }

        @Override
        public Mono<JsonNode> discard(UUID letter) {
            return Mono.just(letter());
        }

        private JsonNode letter() {
            return JsonNodeFactory.instance.objectNode().put("id", id.toString());
        }
    }

    private final class Away extends Owner {

        Away() {
            super("backup");
        }

        @Override
        public Mono<List<JsonNode>> list() {
            return Mono.error(new IOException("connection refused"));
        }

        @Override
        public Mono<JsonNode> discard(UUID letter) {
            return Mono.error(new IOException("connection refused"));
        }
    }
}
