package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What openapi.yaml says the server does, and no more. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonNode PAGE = new ObjectMapper()
            .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(ServerEndpoints.openapi()));

    @TempDir
    private Path root = Path.of("");

    private static Set<String> described() {
        Set<String> found = new TreeSet<>();
        PAGE.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        found.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return found;
    }

    private static JsonNode described(Route route) {
        return PAGE.path("paths").path(route.template()).path(route.method().toLowerCase(Locale.ROOT));
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() throws Exception {
        try (ServerFixture fixture = ServerFixture.start(root)) {
            List<Route> routes = fixture.server().routes();
            Set<String> served = new TreeSet<>();
            routes.forEach(route -> served.add(route.method() + " " + route.template()));
            assertThat(served).isEqualTo(described());
            for (Route route : routes) {
                String path = route.template().replaceAll("\\{[a-z]+}", "x1");
                assertThat(routes.stream()
                                .filter(other -> other.method().equals(route.method())
                                        && other.match(path).isPresent()))
                        .as("those that meet %s %s", route.method(), path)
                        .contains(route)
                        .hasSizeLessThanOrEqualTo(1);
                assertThat(described(route).has("security"))
                        .as("whether %s needs no token", route.template())
                        .isEqualTo(route.least().isEmpty());
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(PAGE.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(PAGE.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }
}
