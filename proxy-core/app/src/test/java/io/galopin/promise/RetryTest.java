package io.galopin.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that "the first three orders fail" is what a client with retries always gets. */
class RetryTest {

  @Test
  void aClientThatRetriesThreeTimesSucceedsAtTheFourthCallAndOtherPathsNeverFail()
      throws Exception {
    retries(20);
  }

  @Tag("thorough")
  @Test
  void itDoesTwoHundredTimes() throws Exception {
    retries(200);
  }

  private static void retries(int times) throws Exception {
    try (WebServer server = new WebServer();
        Stand stand = new Stand(1);
        CloseableHttpClient client =
            HttpClients.custom()
                .setRetryStrategy(
                    new DefaultHttpRequestRetryStrategy(3, TimeValue.ZERO_MILLISECONDS))
                .build()) {
      for (int time = 1; time <= times; time++) {
        String name = "shop" + time;
        Proxy proxy =
            stand.open(
                name,
                server.address(),
                "protocol = http, rules = [ { when { http.path = \"/orders/*\", http.method = POST },"
                    + " trigger = first 3, behavior = error, status = 503 } ]");
        long before = server.requests.get();

        List<String> answers = new ArrayList<>();
        answers.add(ask(client, new HttpGet(Stand.url(proxy, "/carts/1"))));
        answers.add(ask(client, new HttpGet(Stand.url(proxy, "/orders/1"))));
        HttpPost order = new HttpPost(Stand.url(proxy, "/orders/1"));
        order.setEntity(new StringEntity("two apples"));
        answers.add(ask(client, order));
        answers.add(ask(client, order));

        assertThat(answers)
            .as("time %d", time)
            .containsExactly(
                "200 GET /carts/1",
                "200 GET /orders/1",
                "200 POST /orders/1",
                "200 POST /orders/1");
        assertThat(stand.faults().stream().filter(fault -> fault.proxy().equals(name)))
            .extracting(Journal.Entry::request)
            .containsExactly("POST /orders/1", "POST /orders/1", "POST /orders/1");
        assertThat(server.requests.get() - before).isEqualTo(4);
        proxy.close();
      }
    }
  }

  private static String ask(CloseableHttpClient client, HttpUriRequestBase request)
      throws Exception {
    return client.execute(
        request,
        (ClassicHttpResponse answer) ->
            answer.getCode() + " " + EntityUtils.toString(answer.getEntity()));
  }
}
