package dev.kappasweep.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done for one method and one form of path.
 *
 * @param template such as {@code /api/v1/sweeps/{id}:pause}
 * @param least the role that it takes; empty where nobody need say who he is
 * @param matcher of the template
 */
record Route(
        String method, String template, Optional<Role> least, Endpoint endpoint, Pattern matcher, List<String> names) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    /** Meets a request. */
    @FunctionalInterface
    interface Endpoint {
        Reply answer(Call call);
    }

    static Route of(String method, String template, Role least, Endpoint endpoint) {
        return of(method, template, Optional.of(least), endpoint);
    }

    static Route open(String template, Endpoint endpoint) {
        return of("GET", template, Optional.empty(), endpoint);
    }

    static Route openPost(String template, Endpoint endpoint) {
        return of("POST", template, Optional.empty(), endpoint);
    }

    private static Route of(String method, String template, Optional<Role> least, Endpoint endpoint) {
        List<String> names = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(template);
        int end = 0;
        while (parameter.find()) {
            names.add(parameter.group(1));
            pattern.append(Pattern.quote(template.substring(end, parameter.start())));
            // What has verbs has no colon in its name.
            pattern.append(parameter.group(1).equals("key") ? "([^/]+)" : "([^/:]+)");
            end = parameter.end();
        }
        pattern.append(Pattern.quote(template.substring(end)));
        return new Route(method, template, least, endpoint, Pattern.compile(pattern.toString()), List.copyOf(names));
    }

    /** The parameters of a path of this form. */
    Optional<Map<String, String>> match(String path) {
        Matcher found = matcher.matcher(path);
        if (!found.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), found.group(i + 1));
        }
        return Optional.of(values);
    }
}
