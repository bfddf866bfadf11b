# Sourced by the scripts beside it. Sets root, the directory of the project that the script is a part of, as an absolute path,
# however it was called: through links to links, from any directory, with any CDPATH.

# A posix mode of bash and of the tools that the scripts use would change what they mean.
unset POSIXLY_CORRECT

# Says why in one line and ends the script.
fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit "${2:-2}"
}

# Prints the java to use, which is one of a supported version.
find_java() {
    local java=${JAVA_HOME:+$JAVA_HOME/bin/java} version
    java=${java:-java}
    command -v -- "$java" >/dev/null || fail "no $java; install a JDK 17 to 25, or set JAVA_HOME to one"
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    ((${version:-0} >= 17 && ${version:-0} <= 25)) ||
        fail "$java is Java ${version:-of unknown version}; install a JDK 17 to 25, or set JAVA_HOME to one"
    printf '%s' "$java"
}

# Prints the name that this machine's native libraries have. Maven has it from .mvn/maven.config where nobody says it.
platform() {
    case $(uname -s)-$(uname -m) in
        Linux-aarch64) printf linux-arm64 ;;
        Darwin-arm64) printf macosx-arm64 ;;
        Darwin-x86_64) printf macosx-x86_64 ;;
        *) printf linux-x86_64 ;;
    esac
}

# To be called before a build. Maven would compile changed files only: after a pull, others kept what they had taken from those.
delete_classes() {
    { mkdir -p -- "$root/target" && [[ -w $root/target ]] && rm -rf -- "$root/target/classes"; } 2>/dev/null ||
        fail "it has to be built, and this user cannot write $root/target; build it as a user who can" 3
}

root=$(readlink -f -- "${BASH_SOURCE[1]}")
root=${root%/jobs/*}
# What was unpacked from a release is built; docs/install.md says what is where.
release=
[[ ! -s $root/lib/kappasweep.jar ]] || release=yes
# The scripts delete and build below root: never in another project.
if [[ -z $release ]] && ! grep -qs '<artifactId>kappasweep</artifactId>' "$root/pom.xml"; then
    fail "$root is no checkout of Kappasweep; link to this script in place of copying it"
fi
if [[ $root == *:* ]]; then
    fail "a class path cannot hold $root; move the checkout to a directory without a colon"
fi
# Under the locales C and POSIX Java reads and writes names of files in ASCII and finds no others.
if [[ $(locale charmap 2>/dev/null) == @(ANSI_X3.4-1968|US-ASCII|646) &&
    $(LC_ALL=C.UTF-8 locale charmap 2>/dev/null) == UTF-8 ]]; then
    export LC_ALL=C.UTF-8
fi
