package dev.kappasweep.cli;

/** Text as a terminal may show it, wherever it comes from: a foreign result directory, a sweep file, a server. */
final class PlainText {
    private PlainText() {}

    /**
     * Replaces characters that act in place of being seen (control characters but tab and line break, so the escape
     * sequences of terminals; marks of the direction of text; halves of surrogate pairs) by {@code \}{@code u001b} and the like.
     */
    static String of(String text) {
        return text.codePoints().allMatch(PlainText::isSeen) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isSeen(point)) {
                result.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    result.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return result.toString();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }
}
