package dev.kappasweep.spark;

import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.security.UserGroupInformation;

/** The name that Hadoop, and Spark by it, gives the user of this process. */
final class HadoopUser {
    private HadoopUser() {}

    /**
     * Gives Hadoop a name where the system knows none, as in a container that runs under a number without an entry in
     * {@code /etc/passwd}.
     *
     * @throws InvalidInputException if Hadoop wants to know for certain who it is
     */
    static void ensureKnown() {
        try {
            UserGroupInformation.getLoginUser();
        } catch (IOException | RuntimeException e) { // the second is what older JDKs give for a user without a name
            if (UserGroupInformation.isSecurityEnabled()) {
                throw new InvalidInputException(
                        "user: Hadoop does not know this one (" + FailedTrial.reason(e)
                                + "), expected a login by Kerberos or an entry in /etc/passwd",
                        e);
            }
            UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name(System.getenv(), userId())));
        }
    }

    /** @param environment whose HADOOP_USER_NAME goes before SPARK_USER and {@code USER} */
    static String name(Map<String, String> environment, String userId) {
        return Stream.of("HADOOP_USER_NAME", "SPARK_USER", "USER")
                .flatMap(variable -> Optional.ofNullable(environment.get(variable)).stream())
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("uid-" + userId);
    }

    private static String userId() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "unknown";
        }
    }
}
