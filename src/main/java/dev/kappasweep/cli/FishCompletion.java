package dev.kappasweep.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for the fish shell: a line for each verb and each option. */
final class FishCompletion {
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandLine root) {
        return new FishCompletion(root.getCommandName())
                .lines(root, List.of())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Stream<String> lines(CommandLine command, List<String> path) {
        CommandSpec spec = command.getCommandSpec();
        Stream<String> verbs = command.getSubcommands().entrySet().stream()
                .map(verb -> line(before(command, path), "-f -a " + quoted(verb.getKey()), sentence(verb.getValue())));
        Stream<String> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> line(at(path), names(option), firstLine(option.description())));
        Stream<String> below = command.getSubcommands().entrySet().stream()
                .flatMap(verb -> lines(
                        verb.getValue(),
                        Stream.concat(path.stream(), Stream.of(verb.getKey())).toList()));
        return Stream.of(verbs, options, below).flatMap(part -> part);
    }

    private String line(String condition, String what, String description) {
        return "complete -c " + program + (condition.isEmpty() ? "" : " -n " + quoted(condition)) + " " + what + " -d "
                + quoted(description);
    }

    /** After the verbs of {@code path}. */
    private static String at(List<String> path) {
        return path.stream().map(verb -> "__fish_seen_subcommand_from " + verb).collect(Collectors.joining("; and "));
    }

    /** There, with none of the verbs below yet. */
    private static String before(CommandLine command, List<String> path) {
        return path.isEmpty()
                ? "__fish_use_subcommand"
                : at(path) + "; and not __fish_seen_subcommand_from "
                        + String.join(" ", command.getSubcommands().keySet());
    }

    private static String names(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        return names + (option.arity().max() > 0 ? " -r" : "");
    }

    private static String sentence(CommandLine verb) {
        return firstLine(verb.getCommandSpec().usageMessage().description());
    }

    private static String firstLine(String... description) {
        return description.length == 0 ? "" : String.format(description[0]);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
