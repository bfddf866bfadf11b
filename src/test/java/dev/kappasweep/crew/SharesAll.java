package dev.kappasweep.crew;

/** Shares all that may be shared, however little it is. */
public record SharesAll(Team team) implements Team {
    @Override
    public int seats() {
        return team.seats();
    }

    @Override
    public int hands() {
        return team.hands();
    }

    @Override
    public void share(Parts work, int parts) {
        team.share(work, parts);
    }

    @Override
    public boolean shares(Effort effort) {
        return true;
    }

    @Override
    public void close() {
        team.close();
    }
}
