package spanglue.cli.aws;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import spanglue.cli.process.ChildProcesses;
import spanglue.cli.process.Installation;

/** Interpreters, each started ahead of the execution that will need it. */
public final class ReadyInterpreters {
  private final BlockingQueue<Interpreter> ready = new LinkedBlockingQueue<>();
  private final Installation installation;
  private final ChildProcesses children;
  private final Path temp;

  public ReadyInterpreters(Installation installation, ChildProcesses children, Path temp) {
    this.installation = installation;
    this.children = children;
    this.temp = temp;
  }

  /** Sees to it that one is ready or starting. */
  public void prepare() {
    if (ready.isEmpty()) {
      ready.add(Interpreter.start(installation, children, temp));
    }
  }

  /** One for an execution, started now where none was. */
  public Interpreter take() {
    prepare();
    return ready.remove();
  }
}
