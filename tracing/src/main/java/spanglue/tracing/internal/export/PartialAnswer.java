package spanglue.tracing.internal.export;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * An answer as far as it came: its head, and the first bytes of its body. What a receiver has to
 * say is short; of one that goes on for ever no more is read.
 */
final class PartialAnswer implements BodyHandler<Void>, BodySubscriber<Void> {
  private static final int MOST_BYTES = 64 * 1024;

  private final CompletableFuture<ResponseInfo> head = new CompletableFuture<>();
  private final CompletableFuture<Void> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable Subscription subscription;

  /** Is there once the head is. */
  CompletableFuture<ResponseInfo> head() {
    return head;
  }

  synchronized byte[] body() {
    return bytes.toByteArray();
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    head.complete(info);
    return this;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return whole;
  }

  @Override
  public synchronized void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] more = new byte[Math.min(part.remaining(), MOST_BYTES - bytes.size())];
      part.get(more);
      bytes.writeBytes(more);
    }
    if (bytes.size() == MOST_BYTES && subscription != null) {
      subscription.cancel();
      whole.complete(null);
    }
  }

  @Override
  public void onError(Throwable broken) {
    whole.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    whole.complete(null);
  }
}
