package dev.moru.cli.session;

import dev.moru.cli.http.Pause;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What surrounds the command, so that nothing else asks the process for it.
 *
 * @param variables the environment variables
 * @param home the user's home directory
 * @param farewell takes what is said if the user interrupts the command from now on; nothing when empty
 * @param terminal what kind of terminal there is, if any
 */
public record Host(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> variables,
        Path home,
        Clock clock,
        Pause pause,
        Consumer<String> farewell,
        Terminal terminal) {

    /** The value of an environment variable; an empty one counts as absent. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public boolean allowsColour() {
        return variable("NO_COLOR").isEmpty() && !"dumb".equals(variables.get("TERM"));
    }
}
