package io.moorage.efs.decide;

import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.util.List;

/** Which file systems the file servers are to make and to remove. */
public record FileSystemPlan(List<String> create, List<String> remove) {
    public FileSystemPlan {
        create = List.copyOf(create);
        remove = List.copyOf(remove);
    }

    public static FileSystemPlan of(ReadView view) {
        return new FileSystemPlan(in(LifeCycleState.CREATING, view), in(LifeCycleState.DELETING, view));
    }

    private static List<String> in(LifeCycleState state, ReadView view) {
        return view.all(EfsTables.FILE_SYSTEMS).stream()
                .filter(fileSystem -> fileSystem.state() == state)
                .map(FileSystem::id)
                .toList();
    }
}
