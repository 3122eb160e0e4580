package io.moorage.efs.decide;

import io.moorage.model.Fence;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.util.List;

/** Which instances the file servers are to shut out, and which to admit again. */
public record FencePlan(List<Fence> fence, List<Fence> lift) {
    public FencePlan {
        fence = List.copyOf(fence);
        lift = List.copyOf(lift);
    }

    public static FencePlan of(ReadView view) {
        return new FencePlan(in(Fence.State.REQUESTED, view), in(Fence.State.LIFTING, view));
    }

    private static List<Fence> in(Fence.State state, ReadView view) {
        return view.all(SharedTables.FENCES).stream()
                .filter(fence -> fence.state() == state)
                .toList();
    }
}
