package io.moorage.bench.nfs;

/** How many connections, and how many requests under way on each. */
record Shape(int connections, int depth) {
    @Override
    public String toString() {
        return "%d x %d".formatted(connections, depth);
    }
}
