package dev.kappasweep.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out: as wide as the terminal, verbs under titles, each with one whole sentence. */
final class HelpForm {
    /** Longer lines are hard to read, and picocli lays out no shorter ones. */
    private static final int WIDEST = 100;

    private static final int NARROWEST = 55;
    private static final int INDENT = 2;

    private final List<VerbGroup> groups;

    private HelpForm(List<VerbGroup> groups) {
        this.groups = groups;
    }

    /** @param columns of the terminal */
    static void apply(CommandLine root, List<VerbGroup> groups, int columns) {
        int width = Math.min(WIDEST, Math.max(NARROWEST, columns));
        root.setUsageHelpWidth(width);
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new HelpForm(groups)::verbs);
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
    }

    private String verbs(Help help) {
        return groups.stream()
                .map(group ->
                        System.lineSeparator() + group.title() + ":" + System.lineSeparator() + table(help, group))
                .collect(Collectors.joining());
    }

    private static String table(Help help, VerbGroup group) {
        int names = INDENT
                + help.subcommands().keySet().stream()
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(names, INDENT, Overflow.SPAN),
                new Column(help.commandSpec().usageMessage().width() - names, INDENT, Overflow.WRAP));
        help.subcommands().forEach((name, verb) -> {
            if (group.contains(verb.commandSpec().commandLine())) {
                String[] description = verb.commandSpec().usageMessage().description();
                table.addRowValues(name, description.length == 0 ? "" : description[0]);
            }
        });
        return table.toString();
    }
}
