package io.moorage.ec2.instance;

import io.moorage.base.Execution;
import java.nio.charset.StandardCharsets;

/** A shell of a machine that is not there: it shows what is typed, knows {@code exit} and says of the rest that nothing runs it. */
final class SimulatedShell implements Execution {
    private final String instanceId;
    private final Output output;
    private final StringBuilder line = new StringBuilder();
    private boolean over;

    SimulatedShell(String instanceId, Output output) {
        this.instanceId = instanceId;
        this.output = output;
        prompt();
    }

    @Override
    public synchronized void write(byte[] bytes) {
        for (char typed : new String(bytes, StandardCharsets.UTF_8).toCharArray()) {
            if (over) {
                return;
            }
            if (typed == '\r' || typed == '\n') {
                say("\r\n");
                entered(line.toString().strip());
                line.setLength(0);
            } else {
                line.append(typed);
                say(String.valueOf(typed));
            }
        }
    }

    private void entered(String command) {
        if (command.equals("exit")) {
            over = true;
            output.ended(0);
            return;
        }
        if (!command.isEmpty()) {
            say(instanceId + " is simulated: nothing runs " + command + "\r\n");
        }
        prompt();
    }

    private void prompt() {
        say("[root@" + instanceId + " ~]# ");
    }

    private void say(String text) {
        output.output(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void endInput() {
        // A terminal's input has no end.
    }

    @Override
    public void resize(int rows, int columns) {
        // It draws nothing that depends on it.
    }

    @Override
    public synchronized void close() {
        over = true;
    }
}
