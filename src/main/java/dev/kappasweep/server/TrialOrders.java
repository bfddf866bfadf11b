package dev.kappasweep.server;

import dev.kappasweep.table.Conditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trials of a view in the orders that were asked for last, each sorted once until a trial ends. Safe for use by several threads. */
final class TrialOrders {
    private static final int MOST = 4;

    private final SweepView view;
    private final Map<String, Order> orders = new LinkedHashMap<>(MOST, 0.75f, true);

    /** @param changes of the view when they were sorted */
    private record Order(long changes, List<TrialEntry> trials) {}

    TrialOrders(SweepView view) {
        this.view = view;
    }

    /** As {@link Conditions#sorted}. */
    List<TrialEntry> of(String text) {
        long changes = view.changes();
        Optional<Order> known = known(text).filter(order -> order.changes() == changes);
        return known.map(Order::trials).orElseGet(() -> {
            List<TrialEntry> sorted = Conditions.sorted(view.trials(), text, new ViewColumns(view)::ofTrial);
            keep(text, new Order(changes, sorted));
            return sorted;
        });
    }

    private synchronized Optional<Order> known(String text) {
        return Optional.ofNullable(orders.get(text));
    }

    private synchronized void keep(String text, Order order) {
        orders.put(text, order);
        if (orders.size() > MOST) {
            orders.remove(orders.keySet().iterator().next());
        }
    }
}
