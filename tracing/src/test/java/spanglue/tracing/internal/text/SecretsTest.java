package spanglue.tracing.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of a text as a secret, and what a reader still needs. */
class SecretsTest {
  /** Each has its secret as {@code s3cr3t}, and {@code seen} where something must stay. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password=s3cr3t&seen=1",
        "pwd:s3cr3t",
        "dbPwd=s3cr3t",
        "ConnectionPassword = s3cr3t, seen",
        "Password-> s3cr3t",
        "{\"passwd\": \"s3cr3t and more s3cr3t\", \"seen\": 1}",
        "{'passphrase': 's3cr3t \\' s3cr3t', 'seen': 1}",
        "{\\\"password\\\":\\\"s3cr3t\\\",\\\"seen\\\":1}",
        "Map(password -> s3cr3t, user -> seen)",
        "option(\"password\", \"s3cr3t\").option(\"seen\", \"1\")",
        "run --password s3cr3t --seen",
        "run --api-key s3cr3t --seen",
        "<password>s3cr3t</password><a>seen</a>",
        "<name>fs.s3a.secret.key</name><value>s3cr3t</value><name>seen</name>",
        "Authorization: Bearer s3cr3t",
        "curl -H 'Authorization: Basic s3cr3t==' http://seen/",
        "{\"Authorization\": \"Bearer s3cr3t.s3cr3t\", \"seen\": 1}",
        "proxy-authorization: s3cr3t",
        "sent Bearer s3cr3t12345 to seen",
        "Authorization: AWS4-HMAC-SHA256 Credential=s3cr3t/2026, SignedHeaders=seen,"
            + " Signature=s3cr3t",
        "jdbc:oracle:thin:scott/s3cr3t@//seen:1521/orders",
        "sqlplus scott/s3cr3t@orcl is seen",
        "http://user:s3cr3t@seen/x",
        "jdbc:postgresql://user:p@ss/w:s3cr3t@seen:5432/db?ssl=true",
        "mongodb://a:s3cr3t@h1:1,b:s3cr3t@seen/db",
        "https://b.s3.amazonaws.com/seen?X-Amz-Credential=s3cr3t%2F2026&X-Amz-Signature=s3cr3t",
        "GET /seen?X-Amz-Security-Token=s3cr3t%3D%3D&X-Amz-Date=20261123T000000Z",
        "https://a.blob.core.windows.net/seen?sv=2022&sig=s3cr3t%3D&se=2026",
        "DefaultEndpointsProtocol=https;AccountKey=s3cr3t==;EndpointSuffix=seen",
        "fs.azure.account.key.seen.dfs.core.windows.net=s3cr3t",
        "aws_secret_access_key = s3cr3t",
        "spark.hadoop.fs.s3a.access.key=s3cr3t",
        "api_key: s3cr3t",
        "apikey='s3cr3t'",
        "sessionToken: \"s3cr3t\"",
        "access_token=s3cr3t&seen",
        "token: s3cr3ts3cr3t99",
        "client_secret=s3cr3t",
        "CREATE USER seen IDENTIFIED BY 's3cr3t'",
        "create user seen identified with caching_sha2_password by 's3cr3t'",
        "ALTER USER seen IDENTIFIED BY s3cr3t",
        "CREATE TABLE t USING jdbc OPTIONS (dbtable 'seen', password 's3cr3t''s3cr3t')",
        "pass\u0000word=s3cr3t",
        "pass\u200bword=s3cr3t",
        "password='s3cr3t that is never closed\nseen",
        "-----BEGIN RSA PRIVATE KEY-----\ns3cr3t\ns3cr3t\n-----END RSA PRIVATE KEY-----\nseen",
        "-----BEGIN PRIVATE KEY-----\ns3cr3t",
      })
  void aSecretIsTakenOut(String text) {
    assertThat(safe(text)).doesNotContain("s3cr3t").contains("***");
    if (text.contains("seen")) {
      assertThat(safe(text)).contains("seen");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAABCDEFGHIJKLMNOP",
        "ASIAABCDEFGHIJKLMNOP",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "glpat-abcdefghijklmnop1234",
        "xoxb-1234567890-abcdef",
      })
  void whatIsKnownByItsFormIsTakenOutAnywhere(String secret) {
    assertThat(safe("GET of (" + secret + ") failed")).isEqualTo("GET of (***) failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the password field was missing",
        "expected --bucket_name VALUE --key VALUE --run_id VALUE",
        "token count = 5",
        "max_tokens=4096",
        "Unexpected token: SELECT at line 1",
        "Unable to load credentials: no provider had any",
        "columns 'password', 'token' and 'name' are missing",
        "com.example.SecretNotFoundException: there is none of that name",
        "\tat com.example.Password.check(Password.java:12)",
        "User is not authorized to perform: secretsmanager:GetSecretValue on resource:"
            + " arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders",
        "The AWS Access Key Id you provided does not exist in our records",
        "abfss://container@account.dfs.core.windows.net/orders",
        "s3a://bucket/input/user@example.com.csv",
        "actions/checkout@v4",
        "git@github.com:org/repository.git",
        "http://localhost:4318/v1/traces?to=a@b.c",
        "config=5, design=6, signal: 7",
        "was identified by the user",
        "[PATH_NOT_FOUND] Path does not exist: s3a://bucket/input/a.csv. SQLSTATE: 42K03",
        "SELECT password, token FROM users WHERE password IS NOT NULL",
      })
  void whatAReaderNeedsStays(String text) {
    assertThat(safe(text)).isEqualTo(text);
  }

  @Test
  void aKeyCanSayThatItsValueIsASecret() {
    assertThat(SafeText.PLAIN.value("db.password", "hunter2")).isEqualTo("***");
    assertThat(SafeText.PLAIN.value("fs.s3a.secret.key", "abc")).isEqualTo("***");
    assertThat(SafeText.PLAIN.value("auth.token", "abc")).isEqualTo("***");
    assertThat(SafeText.PLAIN.value("job_name", "orders")).isEqualTo("orders");
  }

  @Test
  void aSecretThatTheCutGoesThroughIsNotShown() {
    String text = "x ".repeat(7_980) + "password=" + "s3cr3t".repeat(5_000) + " y".repeat(9_000);

    assertThat(SafeText.PLAIN.value(text)).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "password='",
        "token: ",
        "=",
        "<a =",
        "://a:",
        "://a:b@",
        "Text '",
        "('a.",
        " ",
        "[Source: (",
        "eyJ",
        "-----BEGIN RSA PRIVATE KEY-----",
        "IDENTIFIED WITH ",
        "--a",
        "\\'",
        "a/",
        "Traceback (most recent call last):\n",
        "Caused by: x\n",
        "Lost task ",
        "e\u0301"
      })
  void tenMegabytesOfAnythingTakeNoTime(String part) {
    String bomb = part.repeat(10_000_000 / part.length());
    long start = System.nanoTime();

    SafeText.PLAIN.name(bomb);
    SafeText.PLAIN.line(bomb);
    ExceptionText.message(new IllegalStateException(bomb), SafeText.PLAIN);

    // Seen: 30 to 600 ms on a machine that does other things. Quadratic would be hours.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  private static String safe(String text) {
    return SafeText.PLAIN.of(text, 1_000);
  }
}
