package dev.kappasweep.cli;

import dev.kappasweep.sweep.Build;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, in the language of man. */
record ManPage(CommandLine command) {
    String roff() {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.qualifiedName("-");
        String[] description = spec.usageMessage().description();
        return ".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"Kappasweep "
                + Build.current().version() + "\"\n"
                + section("NAME", text(name) + " \\- " + text(withoutStop(description[0])))
                + section("SYNOPSIS", text(synopsis()))
                + section(
                        "DESCRIPTION", Stream.of(description).map(ManPage::text).collect(Collectors.joining("\n.PP\n")))
                + section("VERBS", verbs())
                + section("ARGUMENTS", arguments(spec))
                + section("OPTIONS", options(spec))
                + section("MORE", footer(spec));
    }

    private static String section(String title, String content) {
        return content.isEmpty() ? "" : ".SH " + title + "\n" + content + "\n";
    }

    private String synopsis() {
        return new Help(command.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF))
                .detailedSynopsis(0, null, false)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private String verbs() {
        return command.getSubcommands().entrySet().stream()
                .map(verb -> item(
                        "\\fB" + text(verb.getKey()) + "\\fR",
                        verb.getValue().getCommandSpec().usageMessage().description()))
                .collect(Collectors.joining("\n"));
    }

    private static String arguments(CommandSpec spec) {
        return spec.positionalParameters().stream()
                .map((PositionalParamSpec argument) ->
                        item("\\fI" + text(argument.paramLabel()) + "\\fR", argument.description()))
                .collect(Collectors.joining("\n"));
    }

    private static String options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> item(names(option), option.description()))
                .collect(Collectors.joining("\n"));
    }

    private static String names(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> "\\fB" + text(name) + "\\fR")
                .collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + "=\\fI" + text(option.paramLabel()) + "\\fR";
    }

    private static String item(String head, String... description) {
        return ".TP\n" + head + "\n" + Stream.of(description).map(ManPage::text).collect(Collectors.joining(" "));
    }

    /** Examples and exit codes, as they are laid out. */
    private static String footer(CommandSpec spec) {
        String lines = Stream.of(spec.usageMessage().footer())
                .dropWhile(String::isEmpty)
                .map(ManPage::text)
                .collect(Collectors.joining("\n"));
        return ".nf\n" + lines + "\n.fi";
    }

    private static String withoutStop(String sentence) {
        return sentence.replaceFirst("\\.$", "");
    }

    /** Of a description, which is a format; what begins with a dot or a quote would be a command. */
    private static String text(String description) {
        String plain = String.format(description).replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
