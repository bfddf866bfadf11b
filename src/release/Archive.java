import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the release archive of one platform from a built project: {@code java src/release/Archive.java VERSION PLATFORM}. Run by
 * {@code mvn -Prelease package}. JDK only, and tar with xz.
 */
final class Archive {
    /** Kept out: a store of streams that are not used, and natives of other platforms. */
    private static final List<String> LEFT_OUT = List.of("rocksdbjni-", "leveldbjni-");

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path TARGET = ROOT.resolve("target");

    private final String platform;
    private final String name;
    private final Path home;

    private Archive(String version, String platform) {
        this.platform = platform;
        this.name = "kappasweep-" + version + "-" + platform;
        this.home = TARGET.resolve("release").resolve(name);
    }

    public static void main(String[] arguments) throws Exception {
        new Archive(arguments[0], arguments[1]).make();
    }

    private void make() throws Exception {
        deleteTree(home);
        Files.createDirectories(home.resolve("lib"));
        libraries();
        copyTree(ROOT.resolve("conf"), home.resolve("conf"));
        copyTree(ROOT.resolve("docs"), home.resolve("docs"));
        copyTree(ROOT.resolve("src/test/resources/results/version-4"), home.resolve("lib/sample"));
        for (String file : List.of("LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "CITATION.cff")) {
            Files.copy(ROOT.resolve(file), home.resolve(file));
        }
        Files.copy(TARGET.resolve("bom.json"), home.resolve("bom.json"));
        Files.copy(TARGET.resolve("jvm-options.txt"), home.resolve("lib/jvm-options.txt"));
        Files.createDirectories(home.resolve("jobs"));
        for (String file : List.of("kappasweep", "project.sh")) {
            Files.copy(ROOT.resolve("jobs").resolve(file), home.resolve("jobs").resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin/kappasweep"), Path.of("../jobs/kappasweep"));
        forShells(home.resolve("share"));
        pack();
    }

    /** Manual pages and completion, at the places that man and the shells know below a prefix. */
    private void forShells(Path share) throws Exception {
        kappasweep(ProcessBuilder.Redirect.DISCARD, "man", "--to", share.resolve("man/man1").toString());
        complete("bash", share.resolve("bash-completion/completions/kappasweep"));
        complete("fish", share.resolve("fish/vendor_completions.d/kappasweep.fish"));
    }

    private static void complete(String shell, Path file) throws Exception {
        Files.createDirectories(file.getParent());
        kappasweep(ProcessBuilder.Redirect.to(file.toFile()), "completion", shell);
    }

    /** Runs the program that was built. */
    private static void kappasweep(ProcessBuilder.Redirect output, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + TARGET.resolve("jvm-options.txt"),
                "-cp",
                TARGET.resolve("kappasweep.jar") + File.pathSeparator + Files.readString(TARGET.resolve("classpath.txt")).strip(),
                "dev.kappasweep.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("kappasweep " + String.join(" ", arguments) + " failed");
        }
    }

    private void libraries() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(TARGET.resolve("kappasweep.jar")));
        Stream.of(Files.readString(TARGET.resolve("classpath.txt")).strip().split(File.pathSeparator))
                .map(Path::of)
                .filter(this::isForHere)
                .forEach(jars::add);
        List<String> names = new ArrayList<>();
        for (Path jar : jars) {
            String file = jar.getFileName().toString();
            store(jar, home.resolve("lib").resolve(file));
            names.add(file);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalStateException("two libraries have one name: " + names);
        }
        Files.writeString(home.resolve("lib/classpath.txt"), String.join(":", names) + "\n");
    }

    private boolean isForHere(Path jar) {
        String file = jar.getFileName().toString();
        boolean isOfNetty = file.startsWith("netty-tcnative-boringssl") || file.startsWith("netty-transport-native");
        String own = platform.replace("macosx", "osx").replace("arm64", "aarch_64");
        boolean isOther = isOfNetty && file.matches(".*(linux|osx|windows)-(x86_64|aarch_64|riscv64).*") && !file.contains(own);
        return !isOther && LEFT_OUT.stream().noneMatch(file::startsWith);
    }

    /** Copies a jar without compressing its files: the archive is compressed as a whole, to about two thirds of what jars take. */
    private static void store(Path jar, Path to) throws IOException {
        Set<String> written = new HashSet<>();
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            out.setMethod(ZipOutputStream.STORED);
            for (Enumeration<? extends ZipEntry> all = in.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (written.add(entry.getName())) {
                    write(entry, in.getInputStream(entry).readAllBytes(), out);
                }
            }
        }
    }

    private static void write(ZipEntry entry, byte[] bytes, ZipOutputStream out) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setTimeLocal(entry.getTimeLocal());
        stored.setSize(bytes.length);
        stored.setCompressedSize(bytes.length);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(bytes);
        out.closeEntry();
    }

    /** With the same bytes for the same files, whoever makes it and when. */
    private void pack() throws Exception {
        Path file = home.resolveSibling(name + ".tar.xz");
        ProcessBuilder tar = new ProcessBuilder(
                        "tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=2026-01-01T00:00Z",
                        "-C", home.resolve("..").normalize().toString(), "--use-compress-program=xz -3 -T0", "-cf", file.toString(), name)
                .inheritIO();
        if (tar.start().waitFor() != 0) {
            throw new IOException("tar failed");
        }
        Files.writeString(
                file.resolveSibling(file.getFileName() + ".sha256"), sha256(file) + "  " + file.getFileName() + "\n");
        System.out.println(file + ": " + Files.size(file) / 1_000_000 + " MB");
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
