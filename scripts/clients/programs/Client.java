import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java's own client as it comes: it offers HTTP/2 on every connection and must be answered. */
public class Client {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String URL = System.getenv("API_URL");
  private static final String TOKEN = System.getenv("API_TOKEN");

  public static void main(String[] args) throws Exception {
    expect("\"kind\":\"person\"", 200, call("GET", "/v1/me", TOKEN, null));
    String created =
        expect(
            "\"plainKey\"",
            201,
            call("POST", "/v1/api-keys", TOKEN, "{\"name\":\"Java\",\"permissions\":[\"FLOWS:*\"]}"));
    String path = "/v1/api-keys/" + field(created, "id");
    String key = field(created, "plainKey");
    expect(field(created, "id"), 200, call("GET", "/v1/api-keys?limit=1", TOKEN, null));
    expect("\"name\":\"Java\"", 200, call("GET", path, TOKEN, null));
    expect("\"name\":\"Java 2\"", 200, call("PUT", path, TOKEN, "{\"name\":\"Java 2\"}"));
    expect("\"kind\":\"key\"", 200, call("GET", "/v1/me", key, null));
    expect("\"details\":\"Flow not found\"", 404, call("GET", "/v1/flows/none", key, null));
    expect("\"issues\":[", 400, call("POST", "/v1/flows", key, "{\"name\":1}"));
    expect("\"status\":\"revoked\"", 200, call("DELETE", path, TOKEN, null));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("SURFACE_URL") + "/greeting"))
            .header("X-API-Key", System.getenv("SURFACE_KEY"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"Ada\"}"))
            .build();
    expect("Hello Ada, welcome aboard!", 200, HTTP.send(request, BodyHandlers.ofString()));
  }

  private static HttpResponse<String> call(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(URL + path)).header("Authorization", "Bearer " + token);
    if (body != null) request.header("Content-Type", "application/json");
    if (method.equals("POST")) request.header("Idempotency-Key", UUID.randomUUID().toString());
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String expect(String text, int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status || !answer.body().contains(text)) {
      throw new AssertionError(
          answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    if (!found.find()) throw new AssertionError("No " + name + " in " + json);
    return found.group(1);
  }
}
