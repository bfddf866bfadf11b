package dev.kappasweep.peer;

import static org.bytedeco.pytorch.global.torch.torch_zeros;
import static org.bytedeco.pytorch.global.torch.torch_zeros_like;

import java.util.List;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;

/**
 * torch.optim.Adam(fused=True) at learning rate 1e-4. It is in Python only, around the operator aten::_fused_adam_; the Java
 * bindings leave that one out, so it is called by its name.
 */
final class FusedAdam {
    private static final double LEARNING_RATE = 1e-4;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double WEIGHT_DECAY = 0;
    private static final double EPSILON = 1e-8;

    private final OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adam_", "");
    private final List<Tensor> parameters;
    private final TensorList values = new TensorList();
    private final TensorList firstMoments = new TensorList();
    private final TensorList secondMoments = new TensorList();
    private final TensorList noMaxima = new TensorList();
    private final TensorList stepCounts = new TensorList();

    FusedAdam(List<Tensor> parameters) {
        this.parameters = parameters;
        for (Tensor parameter : parameters) {
            values.push_back(parameter);
            firstMoments.push_back(torch_zeros_like(parameter.detach()));
            secondMoments.push_back(torch_zeros_like(parameter.detach()));
            stepCounts.push_back(torch_zeros(new long[0]));
        }
    }

    void zeroGradients() {
        parameters.forEach(parameter -> parameter.mutable_grad().reset());
    }

    /** To be called without recording of gradients. */
    void step() {
        TensorList gradients = new TensorList();
        for (int i = 0; i < parameters.size(); i++) {
            gradients.push_back(parameters.get(i).mutable_grad());
            stepCounts.get(i).add_(new Scalar(1));
        }
        IValueVector arguments = new IValueVector();
        for (TensorList list : List.of(values, gradients, firstMoments, secondMoments, noMaxima, stepCounts)) {
            arguments.push_back(new IValue(new GenericList(list)));
        }
        for (double number : new double[] {LEARNING_RATE, BETA1, BETA2, WEIGHT_DECAY, EPSILON}) {
            arguments.push_back(new IValue(number));
        }
        IValue amsgrad = new IValue(false);
        IValue maximize = new IValue(false);
        IValue none = new IValue();
        arguments.push_back(amsgrad).push_back(maximize).push_back(none).push_back(none);
        operator.callBoxed(arguments);
    }
}
