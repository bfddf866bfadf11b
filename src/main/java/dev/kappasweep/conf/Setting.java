package dev.kappasweep.conf;

import org.yaml.snakeyaml.nodes.Node;

/**
 * The value of one key as it was written.
 *
 * @param key full path such as {@code axes.lambda}
 */
record Setting(String key, Node node, Origin origin) {}
