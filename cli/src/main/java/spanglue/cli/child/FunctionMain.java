package spanglue.cli.child;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs a Lambda function's handler, as the Lambda runtime does for Java: the handler gets the event
 * as it was sent, the context names the function and the trace.
 *
 * <p>One invocation is one line on standard input, {@code <trace header>TAB<event as JSON>}. On
 * standard output it is any number of lines {@code log TAB <text>}, then {@code done} or {@code
 * error TAB <text>}. The process ends when its standard input does.
 */
public final class FunctionMain {
  private final PrintStream answers;
  private final RequestStreamHandler handler;

  private FunctionMain(PrintStream answers, Class<?> type) throws ReflectiveOperationException {
    this.answers = answers;
    this.handler = (RequestStreamHandler) type.getDeclaredConstructor().newInstance();
  }

  /**
   * Answers invocations until standard input ends.
   *
   * @param args the handler's class
   * @throws IOException where standard input cannot be read
   * @throws ReflectiveOperationException where the handler cannot be made
   */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    var function = new FunctionMain(answers, Class.forName(args[0]));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      function.invoke(line);
    }
    Runtime.getRuntime().halt(0);
  }

  private void invoke(String line) {
    int tab = line.indexOf('\t');
    Context context = new InvocationContext(line.substring(0, tab), this::log);
    byte[] event = line.substring(tab + 1).getBytes(StandardCharsets.UTF_8);
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), OutputStream.nullOutputStream(), context);
      answers.println("done");
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      answers.println("error\t" + ErrorMessage.of(e));
    }
  }

  private void log(String text) {
    text.lines().forEach(line -> answers.println("log\t" + line));
  }
}
