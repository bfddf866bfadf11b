package dev.kappasweep.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What docs/schema.md shows to readers of other programs. */
final class SchemaPage {
    private SchemaPage() {}

    /** For DuckDB, of a directory DIR. */
    static List<String> queries() throws IOException {
        return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/schema.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
