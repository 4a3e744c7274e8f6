package dev.moru.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

class StartExplanationTest {

    @Test
    void saysWhatAndWhereWithoutTheBeansInBetween() {
        var refused = new IllegalStateException(
                "Connection to db:5432 refused\n\n----", new ConnectException("Connection refused by peer"));

        assertThat(StartExplanation.of(new BeanCreationException("dataSource", "no pool", refused)))
                .isEqualTo("Connection to db:5432 refused: Connection refused by peer");
    }

    @Test
    void saysNothingTwice() {
        var cause = new IllegalArgumentException("no such host");

        assertThat(StartExplanation.of(new IllegalStateException("Cannot connect, no such host", cause)))
                .isEqualTo("Cannot connect, no such host");
    }

    @Test
    void fallsBackOnTheLastOneWhenThereIsNothingElse() {
        assertThat(StartExplanation.of(new BeanCreationException("clock", "there is none")))
                .contains("there is none");
    }

    @Test
    void namesAFailureThatHasNoMessage() {
        assertThat(StartExplanation.of(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
    }
}
