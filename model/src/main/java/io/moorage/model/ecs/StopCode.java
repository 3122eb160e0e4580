package io.moorage.model.ecs;

/** Why a task stopped, for machines ({@code API_Task}, stopCode). */
public enum StopCode {
    TaskFailedToStart,
    EssentialContainerExited,
    UserInitiated,
    ServiceSchedulerInitiated,
    TerminationNotice
}
