package dev.kappasweep.sampler;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** As many of those told as a method can take: a third the best, the others in equal distances by number. */
final class Subset {
    private Subset() {}

    static List<Told> of(List<Told> told, int most) {
        if (told.size() <= most) {
            return told;
        }
        Set<Long> taken =
                Ranking.best(told, (most + 2) / 3).stream().map(Told::number).collect(Collectors.toSet());
        List<Told> others =
                told.stream().filter(one -> !taken.contains(one.number())).toList();
        int count = most - taken.size();
        IntStream.range(0, count)
                .mapToLong(i ->
                        others.get((int) ((long) i * others.size() / count)).number())
                .forEach(taken::add);
        return told.stream().filter(one -> taken.contains(one.number())).toList();
    }
}
