package dev.moru.cli;

import dev.moru.cli.session.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "moru",
        versionProvider = ShowVersion.Provider.class,
        description = "Servers on your own clusters: ask for them, watch them being made, keep them.",
        footer = {
            "  moru login --username admin",
            "  moru server create web-01 --image debian-12 --wait",
            "  moru event tail"
        })
final class RootCommand {

    @Mixin
    private final GlobalOptions options;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version of this command")
    private boolean version;

    RootCommand(GlobalOptions options) {
        this.options = options;
    }
}
