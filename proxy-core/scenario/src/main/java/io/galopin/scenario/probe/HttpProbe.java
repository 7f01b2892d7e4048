package io.galopin.scenario.probe;

import io.galopin.scenario.model.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends a request and looks at the status of the reply. */
final class HttpProbe implements Probe {

  private static final int LEAST_ERROR = 400;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Target.Http target;

  HttpProbe(Target.Http target) {
    this.target = target;
  }

  @Override
  public void ask(Duration timeout) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target.uri())
            .method(target.method(), BodyPublishers.noBody())
            .timeout(timeout)
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    boolean good =
        target.status().isPresent() ? status == target.status().getAsInt() : status < LEAST_ERROR;
    if (!good) {
      throw new IOException("status " + status);
    }
  }
}
