package io.moorage.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.vfs.FileHandle;
import org.junit.jupiter.api.Test;

/** linux/fuse.h: a node lives as long as its LOOKUPs outnumber its FORGETs; number and generation are unique for ever. */
final class NodeTableTest {
    private final NodeTable nodes = new NodeTable(handle(0));

    @Test
    void aNodeIsForgottenWithItsLastLookup() throws Exception {
        Node node = nodes.remember(handle(1));
        assertThat(nodes.remember(handle(1))).isSameAs(node);
        nodes.forget(node.id(), 1);
        assertThat(nodes.get(node.id())).isSameAs(node);
        nodes.forget(node.id(), 1);
        assertThatThrownBy(() -> nodes.get(node.id())).isInstanceOf(FuseException.class);
        assertThat(nodes.size()).isEqualTo(1);
    }

    @Test
    void aNumberUsedAgainHasAnotherGeneration() {
        Node first = nodes.remember(handle(1));
        nodes.forget(first.id(), 1);
        Node second = nodes.remember(handle(2));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.generation()).isNotEqualTo(first.generation());
    }

    @Test
    void theRootStays() throws Exception {
        nodes.forget(NodeTable.ROOT, 1000);
        assertThat(nodes.get(NodeTable.ROOT).handle()).isEqualTo(handle(0));
    }

    @Test
    void thousandsOfNodesKeepTheirNumbers() throws Exception {
        for (int i = 1; i < 5000; i++) {
            nodes.remember(handle(i));
        }
        for (int i = 1; i < 5000; i++) {
            assertThat(nodes.get(nodes.remember(handle(i)).id()).handle()).isEqualTo(handle(i));
        }
    }

    private static FileHandle handle(int number) {
        return FileHandle.of(new byte[] {(byte) (number >> 8), (byte) number});
    }
}
