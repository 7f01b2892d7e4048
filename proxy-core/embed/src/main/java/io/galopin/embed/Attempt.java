package io.galopin.embed;

import io.galopin.api.OptionException;
import io.galopin.client.GalopinException;
import io.galopin.live.ChangeFailed;
import io.galopin.live.ChangeRefused;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.tls.TlsConfigException;
import java.util.function.Supplier;

/** Turns refusals by the engine and its configuration into the client's exception. */
final class Attempt {

  private Attempt() {}

  /** Returns the result of {@code work}. */
  static <T> T get(Supplier<T> work) {
    try {
      return work.get();
    } catch (ConfigProblem | OptionException | TlsConfigException wrong) {
      throw new GalopinException(wrong.getMessage(), wrong);
    } catch (ChangeFailed failed) {
      throw new GalopinException(String.valueOf(failed.getMessage()), failed.reason());
    } catch (ChangeRefused refused) {
      if (refused.why() == ChangeRefused.Why.PROXY_EXISTS) {
        throw new GalopinException(refused.name() + ": exists already");
      }
      throw refused;
    }
  }
}
