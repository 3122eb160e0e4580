package io.moorage.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code moorage fs ...}: file systems for people. */
@Command(name = "fs", description = "Look into file systems, and see what they store.", mixinStandardHelpOptions = true)
final class FsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine commandLine(MoorageHome home, ServerProcess server, AwsCli aws) {
        ServerPages pages = new ServerPages(home, server);
        FileAccess files = new FileAccess(home);
        Snapshots snapshots = new Snapshots(pages);
        return new CommandLine(new FsCommand())
                .addSubcommand(new FsLsCommand(pages, files))
                .addSubcommand(new FsCatCommand(files))
                .addSubcommand(new FsCpCommand(files))
                .addSubcommand(new FsDuCommand(files))
                .addSubcommand(new FsTopCommand(files))
                .addSubcommand(new FsSnapshotCommand(snapshots))
                .addSubcommand(new FsSnapshotsCommand(snapshots))
                .addSubcommand(new FsRestoreCommand(snapshots, pages, aws))
                .addSubcommand(new FsUsageCommand(home, pages));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
