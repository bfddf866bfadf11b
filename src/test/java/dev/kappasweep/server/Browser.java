package dev.kappasweep.server;

import dev.kappasweep.Latency;
import dev.kappasweep.Prerequisite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one page, used as a reader uses it: by what is seen. */
final class Browser implements AutoCloseable {
    private static final int HEIGHT = 900;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test that calls it where there is none. */
    static Browser start() {
        Path program = Prerequisite.program("chromium", "chromium-browser", "google-chrome");
        Path starter = Prerequisite.program("chromedriver");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--hide-scrollbars",
                "--no-first-run");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(starter.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    void open(URI address) {
        driver.get(address.toString());
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    private WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Empty where there is no such element. */
    String text(String selector) {
        Object text = driver.executeScript("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
        return String.valueOf(text);
    }

    boolean isEnabled(String selector) {
        return element(selector).isEnabled();
    }

    void awaitText(String selector, String text) throws Exception {
        try {
            Latency.await(() -> text(selector).contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(selector + " is '" + text(selector) + "', expected '" + text + "'", e);
        }
    }

    /** @param script answers whether it is so */
    void await(String script) throws Exception {
        Latency.await(() -> Boolean.TRUE.equals(driver.executeScript(script)));
    }

    long number(String script) {
        return ((Number) Objects.requireNonNull(driver.executeScript(script))).longValue();
    }

    /** What a script answers, or what it promises. */
    String answer(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    /** @param script calls its last argument with a number, some time */
    long later(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Latency.PATIENCE);
        return ((Number) Objects.requireNonNull(driver.executeAsyncScript(script, arguments))).longValue();
    }

    void click(String selector) throws Exception {
        Latency.await(() -> isClicked(selector, ""));
    }

    /** Clicks the one with this text, as soon as there is one that can be clicked. */
    void click(String selector, String text) throws Exception {
        Latency.await(() -> isClicked(selector, text));
    }

    private boolean isClicked(String selector, String text) {
        try {
            for (WebElement element : driver.findElements(By.cssSelector(selector))) {
                if (element.isEnabled() && element.getText().contains(text)) {
                    element.click();
                    return true;
                }
            }
            return false;
        } catch (StaleElementReferenceException e) { // it was drawn again meanwhile
            return false;
        }
    }

    /** In place of what is written there. */
    void write(String selector, String text) {
        WebElement field = element(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Sizes and colours as of some device. */
    void be(int width, boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** What is seen without scrolling. */
    void picture(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Who is in front of it. */
    void forget() {
        driver.manage().deleteAllCookies();
    }

    /** What the console has said that is wrong, since it was asked last. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
