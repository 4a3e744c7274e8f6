package dev.moru.cli;

import dev.moru.cli.http.Pause;
import dev.moru.cli.http.SelectorThreads;
import dev.moru.cli.session.GlobalOptions;
import dev.moru.cli.session.Host;
import dev.moru.cli.session.Session;
import dev.moru.cli.session.SystemTerminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code moru} command. */
public final class MoruCli {

    private MoruCli() {}

    public static void main(String... arguments) {
        // Where numbers are written in other digits, these must not get into addresses and commands.
        Locale.setDefault(Locale.ROOT);
        var out = stream(FileDescriptor.out);
        var err = stream(FileDescriptor.err);
        var home = Path.of(System.getProperty("user.home", "."));
        var farewell = new AtomicReference<>("");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> say(farewell.get(), err)));
        var host = new Host(
                System.in,
                out,
                err,
                System.getenv(),
                home,
                Clock.systemUTC(),
                Pause.real(),
                farewell::set,
                new SystemTerminal());
        var code = run(host, arguments);
        out.flush();
        err.flush();
        SelectorThreads.end();
        System.exit(code);
    }

    /** Runs one command line within its surroundings and tells the exit code; nothing else of the process is touched. */
    public static int run(Host host, String... arguments) {
        var options = new GlobalOptions();
        var session = new Session(host, options);
        var command = helped(List.of(arguments));
        var tree = CommandTree.of(session, options, command);
        return tree.setOut(new PrintWriter(host.out(), true))
                .setErr(new PrintWriter(host.err(), true))
                .execute(command.toArray(String[]::new));
    }

    /** {@code moru help server create} is what many type for {@code moru server create --help}. */
    private static List<String> helped(List<String> arguments) {
        return arguments.isEmpty() || !arguments.get(0).equals("help")
                ? arguments
                : Stream.concat(arguments.stream().skip(1), Stream.of("--help")).toList();
    }

    private static void say(@Nullable String farewell, PrintStream err) {
        if (farewell != null && !farewell.isEmpty()) {
            err.println();
            err.println(farewell);
            err.flush();
        }
    }

    /** UTF-8 whatever the locale says: the timeline's signs would be question marks in a bare container. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
