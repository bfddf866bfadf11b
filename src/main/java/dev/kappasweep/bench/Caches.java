package dev.kappasweep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last-level caches of a machine.
 *
 * @param cpus that share them
 * @param count 0 where the system does not tell
 * @param bytes of all together
 */
record Caches(int cpus, int count, long bytes) {
    private static final Path LINUX = Path.of("/sys/devices/system/cpu");
    private static final Pattern CPU = Pattern.compile("cpu\\d+");
    private static final Pattern SIZE = Pattern.compile("(\\d+)([KM])");

    /** Of this machine. */
    static Caches ofMachine() {
        return in(LINUX);
    }

    /**
     * As Linux tells it below a directory: {@code cpuN/cache/indexN} with {@code level}, {@code type}, {@code size} and {@code
     * shared_cpu_list}.
     */
    static Caches in(Path directory) {
        Map<String, Long> bytesByCpus = new HashMap<>();
        List<Path> cpus = children(directory, CPU.asMatchPredicate());
        for (Path cpu : cpus) {
            lastLevel(cpu.resolve("cache")).ifPresent(cache -> bytesByCpus.put(cache.cpus, cache.bytes));
        }
        return new Caches(
                cpus.size(),
                bytesByCpus.size(),
                bytesByCpus.values().stream().mapToLong(Long::longValue).sum());
    }

    /** What so many of the CPUs have of them: the rest is taken to be used by others. */
    Caches of(int cores) {
        if (cores >= cpus || count == 0) {
            return this;
        }
        double share = (double) cores / cpus;
        return new Caches(cores, (int) Math.ceil(count * share), (long) (bytes * share));
    }

    private record Cache(int level, String cpus, long bytes) {}

    private static Optional<Cache> lastLevel(Path caches) {
        return children(caches, name -> name.startsWith("index")).stream()
                .filter(cache -> !line(cache, "type").equals("Instruction"))
                .map(cache -> new Cache(level(cache), line(cache, "shared_cpu_list"), bytes(line(cache, "size"))))
                .filter(cache -> cache.bytes > 0)
                .reduce((one, other) -> other.level > one.level ? other : one);
    }

    private static int level(Path cache) {
        String text = line(cache, "level");
        return text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
    }

    private static long bytes(String size) {
        Matcher parts = SIZE.matcher(size);
        return parts.matches()
                ? Long.parseLong(parts.group(1)) << (parts.group(2).equals("K") ? 10 : 20)
                : 0;
    }

    private static String line(Path cache, String name) {
        try {
            return Files.readString(cache.resolve(name)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Path> children(Path directory, Predicate<String> named) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(child -> named.test(child.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
