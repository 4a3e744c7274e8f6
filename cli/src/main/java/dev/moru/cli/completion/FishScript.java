package dev.moru.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for fish, which the parser library does not know: one line for each command and option. */
final class FishScript {

    private static final String HEADER = """
            # Completion of moru for fish.

            # Whether the words typed so far, options aside, are exactly these commands.
            function __moru_at
                set -l words (commandline -opc)
                set -e words[1]
                set -l commands
                for word in $words
                    string match -q -- '-*' $word; or set -a commands $word
                end
                test "$commands[1..$(count $argv)]" = "$argv"; or return 1
            end

            function __moru_exactly
                set -l words (commandline -opc)
                set -e words[1]
                set -l commands
                for word in $words
                    string match -q -- '-*' $word; or set -a commands $word
                end
                test "$commands" = "$argv"
            end

            complete -c moru -f
            """;

    private final List<String> lines = new ArrayList<>();

    private FishScript() {}

    static String of(CommandSpec root) {
        var script = new FishScript();
        script.command(root, "");
        return HEADER + String.join("\n", script.lines) + "\n";
    }

    private void command(CommandSpec command, String words) {
        command.subcommands().forEach((name, line) -> {
            lines.add("complete -c moru -n '__moru_exactly" + suffix(words) + "' -a " + name + " -d '"
                    + description(line.getCommandSpec().usageMessage().description()) + "'");
            command(line.getCommandSpec(), (words + " " + name).strip());
        });
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> option(option, words));
    }

    private void option(OptionSpec option, String words) {
        var line = new StringBuilder("complete -c moru -n '__moru_at" + suffix(words) + "'");
        for (var name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        line.append(option.arity().max() > 0 ? " -r" : "");
        if (option.completionCandidates() != null) {
            line.append(" -a '")
                    .append(String.join(" ", option.completionCandidates()))
                    .append('\'');
        }
        lines.add(line.append(" -d '")
                .append(description(option.description()))
                .append('\'')
                .toString());
    }

    private static String suffix(String words) {
        return words.isEmpty() ? "" : " " + words;
    }

    private static String description(String[] description) {
        var first = description.length == 0 ? "" : description[0];
        return first.replace("'", "\\'").replace("%%", "%");
    }
}
