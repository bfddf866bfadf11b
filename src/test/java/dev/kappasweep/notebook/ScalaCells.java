package dev.kappasweep.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import scala.collection.immutable.List$;
import scala.jdk.javaapi.CollectionConverters;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.shell.ReplReporterImpl;

/** Interprets Scala as a Spark shell does, with {@code spark} in scope and neither Kappasweep nor ND4J on the class path. */
final class ScalaCells implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final IMain interpreter;

    ScalaCells(SparkSession spark) {
        Settings settings = new Settings();
        settings.processArguments(
                CollectionConverters.asScala(List.of("-classpath", sparkAlone()))
                        .toList(),
                true);
        interpreter = new IMain(settings, new ReplReporterImpl(settings, new PrintWriter(out)));
        interpreter.initializeCompiler();
        interpreter.bind("spark", "org.apache.spark.sql.SparkSession", spark, List$.MODULE$.empty());
        // What a notebook may call of Zeppelin's own; it shows a table in the place of such text.
        run("""
                object z {
                  def show(data: org.apache.spark.sql.DataFrame): Unit =
                    println((data.columns.toSeq +: data.collect().toSeq.map(_.toSeq)).map(_.mkString("\\t")).mkString("%table ", "\\n", ""))
                }
                """);
    }

    private static String sparkAlone() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("/org/nd4j/") && !entry.contains("/org/bytedeco/"))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("kappasweep"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Interprets one paragraph and returns what it printed.
     *
     * @throws AssertionError if it does not compile or throws
     */
    String run(String code) {
        return Printed.by(() -> {
            out.getBuffer().setLength(0);
            String result = interpreter.interpret(code).toString();
            assertThat(result).as("%s of %s", out, code).isEqualTo("Success");
        });
    }

    @Override
    public void close() {
        interpreter.close();
    }
}
