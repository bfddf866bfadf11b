package dev.kappasweep.sweep;

/** What is done to pixels of 0 to 1 before a network sees them. */
public enum Normalisation implements Named {
    /** Less MNIST's mean, over its deviation, as the authors' program whatever the set; of images in colour those of CIFAR-10. */
    MNIST("mnist"),
    /** Nothing. */
    NONE("none"),
    /** Less the mean of the images that are trained on, over their deviation, each one number for all pixels. */
    DATA("data");

    private final String text;

    Normalisation(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
