package dev.kappasweep.paper;

/** How the paper is cited. */
public final class Citation {
    /** For a bibliography of LaTeX. */
    public static final String BIBTEX = """
            @inproceedings{nenov2024smooth,
              title     = {(Almost) Smooth Sailing: Towards Numerical Stability of Neural Networks Through Differentiable
                           Regularization of the Condition Number},
              author    = {Nenov, Rossen and Haider, Daniel and Balazs, Peter},
              booktitle = {2nd Differentiable Almost Everything Workshop at the 41st International Conference on Machine Learning},
              address   = {Vienna, Austria},
              year      = {2024},
              eprint    = {2410.00169},
              archivePrefix = {arXiv},
              url       = {https://arxiv.org/abs/2410.00169}
            }
            """;

    private Citation() {}
}
