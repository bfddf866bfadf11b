package dev.kappasweep.jupyter;

import dev.kappasweep.api.CellOutput;
import java.util.List;
import java.util.stream.Collectors;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/** Shows Kappasweep's tables and figures, and data sets of Spark, as {@link CellOutput} says. */
public final class CellOutputs implements DisplayProvider {
    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        return CellOutput.TYPES.stream().map(Renderer::new).collect(Collectors.toList());
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    private record Renderer(Class<?> rendererClass) implements DisplayRenderer {
        /** Whatever type is asked for, which is none where the value of a cell is shown. */
        @Override
        public boolean canRender(String mime) {
            return true;
        }

        @Override
        public DisplayData render(String mime, Object value) {
            CellOutput output = CellOutput.of(value).orElseThrow();
            DisplayData data = DisplayData.fromText(output.text());
            data.putData(output.mime(), output.content());
            return data;
        }
    }
}
