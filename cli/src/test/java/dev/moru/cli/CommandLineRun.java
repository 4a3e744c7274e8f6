package dev.moru.cli;

import dev.moru.cli.session.Host;
import dev.moru.cli.session.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs command lines in surroundings made for a test: resting moves the clock instead of taking time. */
final class CommandLineRun {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, String> variables = new HashMap<>();
    private final Path home;
    private final TestClock clock = new TestClock();
    private final List<Duration> rests = new ArrayList<>();
    private int restsBeforeInterruption = Integer.MAX_VALUE;
    private String input = "";
    private Terminal terminal = Terminal.none();
    private String out = "";
    private String err = "";

    CommandLineRun(Path home) {
        this.home = home;
    }

    CommandLineRun against(FakeGateway gateway) {
        return with("MORU_URL", gateway.url()).with("MORU_TOKEN", "secret-token");
    }

    CommandLineRun with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    CommandLineRun without(String variable) {
        variables.remove(variable);
        return this;
    }

    CommandLineRun reading(String text) {
        input = text;
        return this;
    }

    CommandLineRun atTerminal(String... answers) {
        terminal = new TestTerminal(new ArrayList<>(List.of(answers)));
        return this;
    }

    /** As if the user pressed Ctrl-C while the command rests for the next time after so many. */
    CommandLineRun interruptedAfter(int rests) {
        restsBeforeInterruption = rests;
        return this;
    }

    int run(String... arguments) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        var host = new Host(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                Map.copyOf(variables),
                home,
                clock,
                this::rest,
                farewell -> {},
                terminal);
        try {
            return MoruCli.run(host, arguments);
        } finally {
            out = outBytes.toString(StandardCharsets.UTF_8);
            err = errBytes.toString(StandardCharsets.UTF_8);
        }
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    List<Duration> rests() {
        return rests;
    }

    private void rest(Duration duration) throws InterruptedException {
        if (rests.size() == restsBeforeInterruption) {
            throw new InterruptedException();
        }
        rests.add(duration);
        clock.now = clock.now.plus(duration);
    }

    private static final class TestClock extends Clock {

        private Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private record TestTerminal(List<String> answers) implements Terminal {

        @Override
        public boolean showsOutput() {
            return true;
        }

        @Override
        public boolean showsProgress() {
            return true;
        }

        @Override
        public int width() {
            return 80;
        }

        @Override
        public Optional<String> ask(String question) {
            return answers.isEmpty() ? Optional.empty() : Optional.of(answers.remove(0));
        }

        @Override
        public Optional<String> askSecretly(String question) {
            return ask(question);
        }
    }
}
