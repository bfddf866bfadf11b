package dev.kappasweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Latency;
import dev.kappasweep.Prerequisite;
import dev.kappasweep.figure.FigureFixture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, where there is one on the PATH. */
class ReportInBrowserTest {
    /** Presses what a reader may press, and writes what became of it into the page. */
    private static final String PROBE = """
            <script>
            const table = document.querySelector("#tables ~ section table");
            const column = () => Array.from(table.tBodies[0].rows, (row) => row.cells[0].textContent).join("|");
            const seen = { before: column() };
            table.querySelector("th button").click();
            table.querySelector("th button").click();
            seen.after = column();
            seen.sort = table.querySelector("th").getAttribute("aria-sort");
            document.querySelector("figure button").click();
            const dialog = document.querySelector("dialog");
            seen.dialog = dialog.open && dialog.querySelector("svg") !== null;
            dialog.querySelector("form button").click();
            seen.closed = !dialog.open;
            seen.overflow = document.documentElement.scrollWidth > window.innerWidth;
            seen.unreachable = document.querySelectorAll("figure button:not([aria-label]), th [onclick]").length;
            document.body.dataset.seen = JSON.stringify(seen);
            </script>
            """;

    /** Says when the page is laid out for paper what is in the heads of tables. */
    private static final String PAPER_PROBE = """
            <script>
            matchMedia("print").addEventListener("change", (event) => {
              const shown = (name) => getComputedStyle(document.querySelector("thead th.sorts " + name)).display;
              if (event.matches) console.log("on paper: button " + shown("button") + ", text " + shown("span"));
            });
            </script>
            """;

    private static final ReportOrigin ORIGIN =
            new ReportOrigin(Instant.parse("2026-01-02T03:04:05Z"), Optional.of("name: drawn\n"));

    @TempDir
    private Path directory;

    private Path page = Path.of("");

    @BeforeEach
    void writePage() throws IOException {
        FigureFixture.skipWithoutFonts();
        page = directory.resolve("report.html");
        Files.writeString(page, Report.html(FigureFixture.grid(), FigureFixture.importance(), ORIGIN));
    }

    @Test
    void pageRendersWithoutErrorsAndItsControlsWork() throws Exception {
        Files.writeString(page, Files.readString(page).replace("</body>", PROBE + "</body>"));
        String output = browse("--dump-dom", "--window-size=1280,900");

        assertThat(output)
                .contains("data-ready=\"true\"")
                .doesNotContain("CONSOLE")
                .doesNotContain("Uncaught");
        assertThat(output.replace("&quot;", "\""))
                .contains("\"before\":\"0|||||0.01|||||1||||\"")
                .contains("\"after\":\"1|||||0.01|||||0||||\"")
                .contains("\"sort\":\"descending\"")
                .contains("\"dialog\":true,\"closed\":true,\"overflow\":false,\"unreachable\":0");
    }

    @Test
    void pageFitsAPhoneInLightAndDark() throws Exception {
        int light = paper("0", "light.png");
        int dark = paper("1", "dark.png");
        assertThat(brightness(Math.max(light, dark))).isGreaterThan(brightness(Math.min(light, dark)));
    }

    /** With a button in it, Chromium does not repeat a head on each page. */
    @Test
    void headsOfTablesAreTextOnPaper() throws Exception {
        Files.writeString(page, Files.readString(page).replace("</body>", PAPER_PROBE + "</body>"));
        assertThat(browse("--print-to-pdf=" + directory.resolve("report.pdf")))
                .contains("on paper: button none, text block");
        assertThat(directory.resolve("report.pdf")).isNotEmptyFile();
    }

    /** The colour of the page's corner in a screenshot of a narrow window. */
    private int paper(String scheme, String name) throws Exception {
        Path shot = directory.resolve(name);
        browse("--blink-settings=preferredColorScheme=" + scheme, "--window-size=500,1200", "--screenshot=" + shot);
        BufferedImage image = ImageIO.read(shot.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(50);
        return image.getRGB(2, 2);
    }

    private static int brightness(int colour) {
        return (colour >> 16 & 0xff) + (colour >> 8 & 0xff) + (colour & 0xff);
    }

    private String browse(String... options) throws IOException, InterruptedException {
        Path browser = Prerequisite.program("chromium", "chromium-browser", "google-chrome");
        List<String> command = new ArrayList<>(List.of(browser.toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean hasEnded = process.waitFor(Latency.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertThat(hasEnded).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
