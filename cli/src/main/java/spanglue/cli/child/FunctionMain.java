package spanglue.cli.child;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Runs a Lambda function's handler, as the Lambda runtime does for Java: the event is read with
 * AWS's own serialization, the context names the function and the trace.
 *
 * <p>One invocation is one line on standard input, {@code <trace header>TAB<event as JSON>}. On
 * standard output it is any number of lines {@code log TAB <text>}, then {@code done} or {@code
 * error TAB <text>}. The process ends when its standard input does.
 */
public final class FunctionMain {
  private final PrintStream answers;
  private final RequestHandler<Object, Object> handler;
  private final PojoSerializer<?> events;

  private FunctionMain(PrintStream answers, Class<?> type) throws ReflectiveOperationException {
    this.answers = answers;
    this.handler = handler(type);
    this.events = LambdaEventSerializers.serializerFor(eventType(type), type.getClassLoader());
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
    try {
      Object unused = handler.handleRequest(events.fromJson(line.substring(tab + 1)), context);
      answers.println("done");
    } catch (RuntimeException e) {
      e.printStackTrace();
      answers.println("error\t" + ErrorMessage.of(e));
    }
  }

  private void log(String text) {
    text.lines().forEach(line -> answers.println("log\t" + line));
  }

  @SuppressWarnings("unchecked")
  private static RequestHandler<Object, Object> handler(Class<?> type)
      throws ReflectiveOperationException {
    return (RequestHandler<Object, Object>) type.getDeclaredConstructor().newInstance();
  }

  private static Class<?> eventType(Class<?> handler) {
    for (Type type : handler.getGenericInterfaces()) {
      if (type instanceof ParameterizedType parameterized
          && parameterized.getRawType() == RequestHandler.class) {
        return (Class<?>) parameterized.getActualTypeArguments()[0];
      }
    }
    throw new IllegalArgumentException(
        handler + " does not implement RequestHandler<event, result>");
  }
}
