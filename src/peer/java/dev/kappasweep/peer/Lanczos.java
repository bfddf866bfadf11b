package dev.kappasweep.peer;

import static org.bytedeco.pytorch.global.torch.diag;
import static org.bytedeco.pytorch.global.torch.linalg_svd;
import static org.bytedeco.pytorch.global.torch.stack;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Golub-Kahan-Lanczos bidiagonalisation with full reorthogonalisation: top_singular_triplet of torch_step.py, line by line. */
final class Lanczos {
    private static final int STEPS = 20;

    private final Tensor matrix;
    private final List<Tensor> right = new ArrayList<>();
    private final List<Tensor> left = new ArrayList<>();
    private final List<Tensor> alpha = new ArrayList<>();
    private final List<Tensor> beta = new ArrayList<>();

    /** The top singular triplet as 0-d sigma and 1-d u, v of unit length. */
    record Triplet(Tensor u, Tensor sigma, Tensor v) {}

    private Lanczos(Tensor matrix) {
        this.matrix = matrix;
    }

    /** @param start a unit vector */
    static Triplet topSingularTriplet(Tensor matrix, Tensor start) {
        Lanczos lanczos = new Lanczos(matrix);
        lanczos.right.add(start);
        lanczos.addLeft(matrix.matmul(start));
        for (int i = 1; i < STEPS; i++) {
            lanczos.extend();
        }
        return lanczos.triplet();
    }

    private void extend() {
        Tensor lastLeft = last(left);
        Tensor next = matrix.t().matmul(lastLeft).sub(last(alpha).mul(last(right)));
        orthogonalize(next, right);
        beta.add(next.norm());
        right.add(next.div(last(beta)));
        Tensor image = matrix.matmul(last(right)).sub(last(beta).mul(lastLeft));
        orthogonalize(image, left);
        addLeft(image);
    }

    private void addLeft(Tensor image) {
        alpha.add(image.norm());
        left.add(image.div(last(alpha)));
    }

    private static void orthogonalize(Tensor vector, List<Tensor> basis) {
        Tensor q = stack(vector(basis), 1);
        vector.sub_(q.matmul(q.t().matmul(vector)));
    }

    private Triplet triplet() {
        Tensor bidiagonal = diag(stack(vector(alpha))).add(diag(stack(vector(beta)), 1));
        T_TensorTensorTensor_T svd = linalg_svd(bidiagonal);
        Tensor u = stack(vector(left), 1).matmul(svd.get0().select(1, 0));
        Tensor v = stack(vector(right), 1).matmul(svd.get2().select(0, 0));
        return new Triplet(u, svd.get1().select(0, 0), v.div(v.norm()));
    }

    private static Tensor last(List<Tensor> tensors) {
        return tensors.get(tensors.size() - 1);
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(new Tensor[0]));
    }
}
