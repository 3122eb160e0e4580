package io.moorage.server.files;

import io.moorage.fileserver.control.FileServerClient.RefusedException;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import java.io.IOException;
import java.util.List;

/** What people ask of a file server who look at its files and clients. */
public interface FileServerDoor {
    /** Answered as the errand is. */
    Response visit(Request.Visit visit) throws IOException, RefusedException;

    List<Response.Clients.Client> clients() throws IOException, RefusedException;

    /** What was done for whom since the file server started. */
    Response.Traffic counters() throws IOException, RefusedException;

    /** @param most files of each file system */
    List<Response.Held.HeldFile> held(int most) throws IOException, RefusedException;
}
