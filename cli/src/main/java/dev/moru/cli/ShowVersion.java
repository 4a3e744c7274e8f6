package dev.moru.cli;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.Documents;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(name = "version", description = "Show the version of this command.")
final class ShowVersion implements Callable<Integer> {

    private static final View VIEW = View.of("version", Column.of("VERSION", "/version"), Column.of("JAVA", "/java"));

    private final Session session;

    ShowVersion(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var version = Documents.object()
                .put("name", version())
                .put("version", version())
                .put("java", System.getProperty("java.version"));
        session.printer().one(version, VIEW);
        return ExitCode.OK.number();
    }

    /** From the jar's manifest; classes that were not packed have none. */
    static String version() {
        return Optional.ofNullable(MoruCli.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** For {@code moru --version}. */
    static final class Provider implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"moru " + version()};
        }
    }
}
