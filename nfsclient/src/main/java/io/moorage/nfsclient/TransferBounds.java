package io.moorage.nfsclient;

/**
 * What a server takes at most (RFC 8881 section 5.8.2), in bytes.
 *
 * @param fileBytes no file grows beyond ({@code maxfilesize}): what would is refused before it is gathered
 */
record TransferBounds(long fileBytes, int readBytes, int writeBytes) {
    /** Neither more than the server nor more than the mount wants. */
    TransferBounds atMost(int wantedReadBytes, int wantedWriteBytes) {
        return new TransferBounds(
                fileBytes, Math.min(readBytes, wantedReadBytes), Math.min(writeBytes, wantedWriteBytes));
    }
}
