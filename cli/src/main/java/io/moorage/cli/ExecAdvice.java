package io.moorage.cli;

/** What to do when ExecuteCommand is refused ({@code API_ExecuteCommand}, "Errors"). */
final class ExecAdvice {
    static UserError about(Refused refused, String cluster, String task) {
        return new UserError(refused.getMessage() + "\n" + words(refused, cluster, task));
    }

    private static String words(Refused refused, String cluster, String task) {
        String message = String.valueOf(refused.getMessage());
        String tasks = "./moorage aws ecs list-tasks --cluster " + cluster;
        return switch (refused.code()) {
            case "ClusterNotFoundException" ->
                "Name the task's cluster with --cluster; see: ./moorage aws ecs list-clusters";
            case "TargetNotConnectedException" ->
                "The task must be RUNNING, on an instance with Moorage's own agent; see: ./moorage aws ecs describe-tasks"
                        + " --cluster " + cluster + " --tasks " + task;
            case "AccessDeniedException" -> "Whose keys these are needs to be allowed ecs:ExecuteCommand on the task.";
            case "InvalidParameterException" -> {
                if (message.contains("was not enabled")) {
                    yield "Start a task with it: run-task --enable-execute-command; of a service: update-service"
                            + " --enable-execute-command --force-new-deployment";
                }
                yield message.contains("container")
                        ? "Name one of the task's containers with -c; see: ./moorage aws ecs describe-tasks --cluster "
                                + cluster + " --tasks " + task
                        : "Which tasks there are: " + tasks;
            }
            default -> "What the server did: ./moorage logs";
        };
    }

    private ExecAdvice() {}
}
