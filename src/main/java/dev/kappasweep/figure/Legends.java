package dev.kappasweep.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.LegendItemSource;

/** One legend for several plots. */
final class Legends {
    private Legends() {}

    /** Each line once, whatever plots it is in. */
    static LegendItemSource ofEach(List<? extends LegendItemSource> plots) {
        return ofEach(plots, List.of(), label -> true);
    }

    /**
     * The same of the lines that {@code isShown} takes.
     *
     * @param first the labels that come first, in this order
     */
    static LegendItemSource ofEach(
            List<? extends LegendItemSource> plots, List<String> first, Predicate<String> isShown) {
        return () -> {
            Map<String, LegendItem> items = new LinkedHashMap<>();
            for (LegendItemSource plot : plots) {
                LegendItemCollection own = plot.getLegendItems();
                for (int i = 0; i < own.getItemCount(); i++) {
                    items.putIfAbsent(own.get(i).getLabel(), own.get(i));
                }
            }
            LegendItemCollection legend = new LegendItemCollection();
            Stream.concat(first.stream(), items.keySet().stream())
                    .distinct()
                    .filter(isShown)
                    .flatMap(label -> Stream.ofNullable(items.get(label)))
                    .forEach(legend::add);
            return legend;
        };
    }
}
