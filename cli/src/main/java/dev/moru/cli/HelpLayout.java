package dev.moru.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help that shows a command's own options first, and those of every command apart from them. */
final class HelpLayout {

    private static final int WIDTH = 110;
    private static final String INHERITED = "inheritedOptions";

    private HelpLayout() {}

    static CommandLine applyTo(CommandLine root, boolean colours) {
        root.setUsageHelpWidth(WIDTH)
                .setColorScheme(Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                .setUsageHelpLongOptionsMaxWidth(44);
        everywhere(root);
        return root;
    }

    private static void everywhere(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true)
                .sortOptions(false)
                .parameterListHeading("%nParameters:%n")
                .commandListHeading("%nCommands:%n")
                .optionListHeading(hasOwn(command) ? "%nOptions:%n" : "")
                .footerHeading(usage.footer().length == 0 ? "" : "%nExamples:%n");
        command.setHelpSectionMap(sections(command));
        command.getSubcommands().values().forEach(HelpLayout::everywhere);
    }

    private static Map<String, IHelpSectionRenderer> sections(CommandLine command) {
        var sections = new HashMap<>(command.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, ownOptions(help)));
        sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, HelpLayout::parameters);
        sections.put(INHERITED, HelpLayout::inherited);
        var keys = new ArrayList<>(command.getHelpSectionKeys());
        if (!keys.contains(INHERITED)) {
            keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), INHERITED);
            command.setHelpSectionKeys(keys);
        }
        return sections;
    }

    private static String inherited(Help help) {
        var inherited = visible(help).stream().filter(OptionSpec::inherited).toList();
        return inherited.isEmpty() ? "" : "\nOptions of every command:\n" + options(help, inherited);
    }

    private static String options(Help help, List<OptionSpec> options) {
        return rows(help, options, HelpLayout::names);
    }

    private static String parameters(Help help) {
        return rows(help, help.commandSpec().positionalParameters(), ArgSpec::paramLabel);
    }

    private static <T extends ArgSpec> String rows(Help help, List<T> arguments, Function<T, String> name) {
        var colours = help.colorScheme();
        var rows = new LinkedHashMap<Ansi.Text, Ansi.Text>();
        arguments.forEach(argument -> rows.put(
                colours.optionText(name.apply(argument)), colours.text(String.join(" ", argument.description()))));
        return help.createTextTable(rows).toString();
    }

    private static String names(OptionSpec option) {
        var names = String.join(", ", option.names()).replace("--", option.negatable() ? "--[no-]" : "--");
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static boolean hasOwn(CommandLine command) {
        return command.getCommandSpec().options().stream().anyMatch(option -> !option.inherited() && !option.hidden());
    }

    private static List<OptionSpec> ownOptions(Help help) {
        return visible(help).stream().filter(option -> !option.inherited()).toList();
    }

    private static List<OptionSpec> visible(Help help) {
        return help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .toList();
    }
}
