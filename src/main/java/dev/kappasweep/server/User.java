package dev.kappasweep.server;

/** Who asks. */
record User(String name, Role role) {
    /** Of requests that need no name. */
    static final User NOBODY = new User("", Role.VIEWER);
}
