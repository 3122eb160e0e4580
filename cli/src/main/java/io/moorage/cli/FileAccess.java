package io.moorage.cli;

import io.moorage.fileserver.control.FileServerClient;
import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.ObjectListing;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The file server's own door, which only root may pass: a Unix socket in the home. It is there while the control plane is
 * down too. Every failure is a sentence for the user.
 */
final class FileAccess {
    static final int PART_BYTES = 1 << 20;
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Path socket;
    private final FileServerClient client;

    FileAccess(MoorageHome home) {
        this.socket = home.run().resolve("fileserver.sock");
        this.client = new FileServerClient(socket, BOUND);
    }

    private interface Call<T> {
        T run() throws IOException, RefusedException;
    }

    ObjectListing look(FsPath place) {
        return asking(() -> client.look(place.fileSystemId(), place.path()));
    }

    /** All entries of a directory, in the order of their names. */
    List<ObjectListing> list(FsPath directory) {
        List<ObjectListing> entries = new ArrayList<>();
        long cookie = 0;
        do {
            long from = cookie;
            Response.Directory page = asking(() -> client.list(directory.fileSystemId(), directory.path(), from));
            entries.addAll(page.entries());
            cookie = page.next();
        } while (cookie != 0);
        entries.sort((a, b) -> a.name().compareTo(b.name()));
        return entries;
    }

    Response.Data read(FsPath file, long offset) {
        return asking(() -> client.read(file.fileSystemId(), file.path(), offset, PART_BYTES));
    }

    void put(FsPath file, long offset, byte[] part, int mode, boolean last) {
        boolean ignored = asking(() -> {
            client.put(new Request.Put(file.fileSystemId(), file.path(), offset, part, mode, last));
            return true;
        });
    }

    void makeDirectory(FsPath directory, int mode) {
        boolean ignored = asking(() -> {
            client.makeDirectory(directory.fileSystemId(), directory.path(), mode);
            return true;
        });
    }

    Response.Traffic traffic() {
        return asking(client::traffic);
    }

    List<Response.Clients.Client> clients() {
        return asking(client::clients);
    }

    List<Response.Held.HeldFile> held(int most) {
        return asking(() -> client.held(most));
    }

    private <T> T asking(Call<T> call) {
        try {
            return call.run();
        } catch (RefusedException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        } catch (SocketTimeoutException e) {
            throw new UserError(
                    "the file server did not answer within " + BOUND.toSeconds() + " s: is the disk stuck?");
        } catch (IOException e) {
            throw new UserError(why(e));
        }
    }

    private String why(IOException e) {
        Path run = socket.toAbsolutePath().getParent();
        if (run != null && Files.exists(run) && !Files.isReadable(run)) {
            return "only root may look into file systems (" + run + " is closed to you); try: sudo moorage fs ...";
        }
        if (!Files.exists(socket)) {
            return "no file server runs for " + run + "; start it with: moorage up";
        }
        return "the file server at " + socket + " cannot be asked: " + e.getMessage();
    }
}
