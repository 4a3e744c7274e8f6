package dev.moru.cli;

import dev.moru.cli.session.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "moru",
        description = "Servers on your own clusters: ask for them, watch them being made, keep them.",
        footer = {
            "  moru login --username admin",
            "  moru server create web-01 --image debian-12 --wait",
            "  moru event tail"
        })
final class RootCommand {

    @Mixin
    private final GlobalOptions options;

    RootCommand(GlobalOptions options) {
        this.options = options;
    }
}
