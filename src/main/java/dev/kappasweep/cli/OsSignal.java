package dev.kappasweep.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** A signal of the operating system. By reflection, since javac warns of {@code sun.misc.Signal} and nothing can silence that. */
final class OsSignal {
    private final Class<?> signalClass;
    private final Class<?> handlerClass;
    private final Object signal;

    private OsSignal(String name) throws ReflectiveOperationException {
        signalClass = Class.forName("sun.misc.Signal");
        handlerClass = Class.forName("sun.misc.SignalHandler");
        signal = signalClass.getConstructor(String.class).newInstance(name);
    }

    /**
     * Does something at each of them from now on, on a thread of its own.
     *
     * @param name without {@code SIG}
     * @return empty where the process was started with it ignored, and where there is none; nothing changes then
     */
    static Optional<OsSignal> handle(String name, Runnable action) {
        try {
            OsSignal own = new OsSignal(name);
            own.handle(own.handler(action));
            return Optional.of(own);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Object handler(Runnable action) {
        return Proxy.newProxyInstance(
                OsSignal.class.getClassLoader(),
                new Class<?>[] {handlerClass},
                (proxy, method, arguments) -> called(proxy, method, arguments, action));
    }

    private static Object called(Object proxy, Method method, Object[] arguments, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield 0;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "handler of a signal";
        };
    }

    /** Leaves it to the operating system again. */
    void leave() throws ReflectiveOperationException {
        handle(handlerClass.getField("SIG_DFL").get(null));
    }

    private void handle(Object handler) throws ReflectiveOperationException {
        signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, handler);
    }
}
