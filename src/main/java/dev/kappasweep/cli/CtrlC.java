package dev.kappasweep.cli;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Lets this process die of Ctrl-C once its work has ended in order. A shell that runs it in a loop then ends the loop, which it does not
 * where a program ends with exit code 130. By reflection, since javac warns of {@code sun.misc.Signal} and nothing can silence that.
 */
final class CtrlC {
    /** After everything else. */
    private static final int LAST = 0;

    private final Class<?> signalClass;
    private final Class<?> handlerClass;
    private final Object signal;

    private CtrlC() throws ReflectiveOperationException {
        signalClass = Class.forName("sun.misc.Signal");
        handlerClass = Class.forName("sun.misc.SignalHandler");
        signal = signalClass.getConstructor(String.class).newInstance("INT");
    }

    /** From now on. Where a process was started with SIGINT ignored, and where there are no signals, nothing changes. */
    static void install(ShutdownHookManager hooks) {
        try {
            CtrlC own = new CtrlC();
            own.handle(own.handler((proxy, method, arguments) -> own.called(proxy, method, arguments, hooks)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Java ends the process by itself then, in order and with exit code 130.
        }
    }

    private Object handler(InvocationHandler calls) {
        return Proxy.newProxyInstance(CtrlC.class.getClassLoader(), new Class<?>[] {handlerClass}, calls);
    }

    private Object called(Object proxy, Method method, Object[] arguments, ShutdownHookManager hooks) {
        return switch (method.getName()) {
            case "handle" -> {
                end(hooks);
                yield 0;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Ctrl-C";
        };
    }

    /** Never returns. */
    private void end(ShutdownHookManager hooks) {
        if (!hooks.isShutdownInProgress()) {
            hooks.addShutdownHook(this::die, LAST);
        }
        System.exit(ExitCode.INTERRUPTED);
    }

    /** Java raises only signals that it handles, which the default is not. */
    private void die() {
        try {
            handle(handlerClass.getField("SIG_DFL").get(null));
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-INT", pid).start().waitFor();
        } catch (ReflectiveOperationException | IOException e) {
            // By exit code then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Object handler) throws ReflectiveOperationException {
        signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, handler);
    }
}
