package org.rapaio.jupyter.kernel.channels;

/**
 * In place of the class of this name in rapaio-jupyter-kernel 3.0.1, where a thread that reads a channel may end at its start, in two
 * ways: it looks whether it runs before {@code start()} has said so, and a message that comes before the kernel has its handlers is a
 * NullPointerException. No message of the channel is ever read then, and Jupyter says "Kernel didn't respond in 60 seconds". This one
 * begins a little later, when the handlers are there, and goes on after an exception: Jupyter asks again each second.
 * jobs/jupyter-kernel puts it before that jar.
 */
public final class LoopThread extends Thread {
    private static final long FIRST_PAUSE_MILLIS = 500;

    private final long pauseMillis;
    private final Runnable body;
    private volatile boolean running = true;

    /**
     * Not started.
     *
     * @param pauseMillis between two runs of {@code body}
     */
    public LoopThread(String name, long pauseMillis, Runnable body) {
        super(name);
        this.pauseMillis = pauseMillis;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS);
            while (running) {
                runBody();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void runBody() {
        try {
            body.run();
        } catch (RuntimeException e) {
            System.err.println(getName() + ": a message was dropped (" + e + ")");
        }
    }

    /** Lets it end after the run of its body that is under way. */
    public void shutdown() {
        running = false;
    }
}
