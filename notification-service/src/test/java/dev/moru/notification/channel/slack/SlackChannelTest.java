package dev.moru.notification.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.notification.Endpoint;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.channel.KnownSecrets;
import dev.moru.notification.channel.Message;
import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.channel.http.HttpPoster;
import dev.moru.notification.notice.NoticesTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {

    private final Endpoint slack = new Endpoint();
    private final KnownSecrets secrets = new KnownSecrets();
    private final UUID delivery = UUID.randomUUID();

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void postsOneEventWithWhatIsKnownOfIt() {
        assertThat(send(List.of(NoticesTest.FAILED), "127.0.0.0/8")).isInstanceOf(Answer.Accepted.class);

        var message = BlockKit.valid(slack.received().get(0).body());
        assertThat(message.path("text").asString()).isEqualTo("서버 web-01 생성 실패");
        assertThat(message.toString()).contains("*원인*\\nstorage &lt;local-zfs&gt; is full", delivery.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 50, 200})
    void tellsEveryOneOfSeveralEventsWithinSlacksLimits(int count) {
        var longName = NoticesTest.FAILED.replace("web-01", "a&b<".repeat(100));

        send(Collections.nCopies(count, longName), "127.0.0.0/8");

        var text = BlockKit.valid(slack.received().get(0).body()).path("blocks").toString();
        assertThat(text.split("• ", -1).length).isEqualTo(count + 1);
        var sections = text.substring(text.indexOf("mrkdwn")).replaceAll("&(amp|lt|gt);", "");
        assertThat(sections.contains("&")).isFalse();
    }

    @Test
    void waitsAsLongAsSlackAsks() {
        slack.always(Endpoint.answer(429, "Retry-After", "30"));

        var answer = send(List.of(NoticesTest.FAILED), "127.0.0.0/8");

        assertThat(answer).isEqualTo(new Answer.Postponed(429, "", Optional.of(Duration.ofSeconds(30))));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload, Refused",
        "403, action_prohibited, Refused",
        "404, no_service, Gone",
        "410, channel_is_archived, Gone",
        "500, rollup_error, Postponed"
    })
    void tellsWhatSlackMeansByItsAnswers(int status, String text, String expected) {
        slack.always(Endpoint.answer(status, text.getBytes(StandardCharsets.US_ASCII)));

        var answer = send(List.of(NoticesTest.FAILED), "127.0.0.0/8");

        assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(answer.text()).contains(text);
    }

    @Test
    void callsNothingThatThePolicyDoesNotAllowAndTellsNobodyTheUrl() {
        var answer = send(List.of(NoticesTest.FAILED), "192.168.7.0/24");

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(answer.text()).doesNotContain("/hook", "127.0.0.1");
        assertThat(slack.received()).isEmpty();
    }

    @Test
    void tellsNobodyTheUrlWhenThereIsNoAnswer() {
        slack.close();

        var answer = send(List.of(NoticesTest.FAILED), "127.0.0.0/8");

        assertThat(answer).isInstanceOf(Answer.Postponed.class);
        assertThat(answer.text()).doesNotContain("/hook");
    }

    @Test
    void tellsNobodyTheUrlWhenItIsInTheAnswer() {
        slack.always(Endpoint.answer(
                404,
                "No %s/T0/B0/t0k3n here: /hook/T0/B0/t0k3n, t0k3n"
                        .formatted(slack.url())
                        .getBytes(StandardCharsets.UTF_8)));

        var answer = send(URI.create(slack.url() + "/T0/B0/t0k3n"), List.of(NoticesTest.FAILED), "127.0.0.0/8");

        assertThat(answer.text()).contains("No *** here: ***, ***");
    }

    private Answer send(List<String> events, String allowed) {
        return send(slack.url(), events, allowed);
    }

    private Answer send(URI url, List<String> events, String allowed) {
        var secret = Map.of("url", secrets.put("url", url.toString()));
        var spec = new ChannelSpec("slack", "shop", Map.of("language", "ko"), secret, true, "");
        var channel = new ConfiguredChannel(UUID.randomUUID(), "c", 1, spec, Map.of(), null, false);
        return new SlackChannel(
                        new HttpPoster(AddressPolicy.allowing(List.of(allowed)), Duration.ofSeconds(1)),
                        secrets,
                        NoticesTest.notices(),
                        SlackConfiguration.JSON,
                        Duration.ofSeconds(2),
                        Clock.systemUTC())
                .send(new Message(delivery, channel, events, "", Duration.ofSeconds(10)));
    }
}
