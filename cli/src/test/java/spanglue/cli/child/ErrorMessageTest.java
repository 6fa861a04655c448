package spanglue.cli.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import org.junit.jupiter.api.Test;

class ErrorMessageTest {
  @Test
  void oneExceptionIsItsMessagesFirstLine() {
    assertThat(ErrorMessage.of(new IllegalStateException("column 'price' is missing\nat ..")))
        .isEqualTo("column 'price' is missing");
  }

  @Test
  void aCauseIsAddedWhereItSaysMore() {
    assertThat(
            ErrorMessage.of(
                new IllegalStateException(
                    "input/x.csv cannot be read", new FileNotFoundException("no such key"))))
        .isEqualTo("input/x.csv cannot be read; caused by: no such key");
  }

  @Test
  void aCauseThatTheMessageRepeatsIsNotAdded() {
    assertThat(ErrorMessage.of(new RuntimeException(new FileNotFoundException("no such key"))))
        .isEqualTo("java.io.FileNotFoundException: no such key");
  }

  @Test
  void anExceptionWithNoMessageIsItsName() {
    assertThat(ErrorMessage.of(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void aLongMessageIsCut() {
    assertThat(ErrorMessage.of(new IllegalStateException("x y".repeat(1000)))).hasSize(1003);
  }
}
