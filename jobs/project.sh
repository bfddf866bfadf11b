# Sourced by the scripts beside it. Sets root, the directory of the project that the script is a part of, as an absolute path,
# however it was called: through links to links, from any directory, with any CDPATH.

# A posix mode of bash and of the tools that the scripts use would change what they mean.
unset POSIXLY_CORRECT

root=$(readlink -f -- "${BASH_SOURCE[1]}")
root=${root%/jobs/*}
# The scripts delete and build below root: never in another project.
if ! grep -qs '<artifactId>kappasweep</artifactId>' "$root/pom.xml"; then
    printf '%s: %s is no checkout of Kappasweep; link to this script in place of copying it\n' "${0##*/}" "$root" >&2
    exit 2
fi
if [[ $root == *:* ]]; then
    printf '%s: a class path cannot hold %s; move the checkout to a directory without a colon\n' "${0##*/}" "$root" >&2
    exit 2
fi
# Under the locales C and POSIX Java reads and writes names of files in ASCII and finds no others.
if [[ $(locale charmap 2>/dev/null) == @(ANSI_X3.4-1968|US-ASCII|646) &&
    $(LC_ALL=C.UTF-8 locale charmap 2>/dev/null) == UTF-8 ]]; then
    export LC_ALL=C.UTF-8
fi
