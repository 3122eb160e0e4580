package io.moorage.store.sql;

import io.moorage.store.StoreContract;
import io.moorage.store.StoreContract.Berth;
import java.util.Optional;

/**
 * The process the crash test kills: four threads commit as fast as they can, two rows in each transaction, and a fifth
 * prints the number of each of its own transactions once it is acknowledged.
 */
final class CrashingWriter {
    static final int THREADS = 4;

    private CrashingWriter() {}

    public static void main(String[] arguments) {
        SqlStore store = SqlStore.open(arguments[0], StoreContract.TABLES);
        for (int thread = 0; thread < THREADS; thread++) {
            String writer = "writer" + thread;
            String counter = "count" + thread;
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    store.transact(tx -> {
                        long count = tx.find(StoreContract.BERTHS, counter)
                                .map(Berth::metres)
                                .orElse(0L);
                        tx.put(StoreContract.BERTHS, new Berth(counter, "", count + 1));
                        tx.insert(StoreContract.BERTHS, new Berth(writer + "-" + count, writer, count));
                        return Optional.empty();
                    });
                }
            });
        }
        for (int acknowledged = 1; ; acknowledged++) {
            String row = "ack" + acknowledged;
            store.transact(tx -> {
                tx.insert(StoreContract.NAMES, row);
                return Optional.empty();
            });
            System.out.println(acknowledged);
        }
    }
}
