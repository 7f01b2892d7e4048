package io.galopin.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.rules.profile.Line;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;

/** Profiles as the API shows them. */
public final class ProfileJson {

  private ProfileJson() {}

  /** Returns all, sorted by name. */
  public static ObjectNode all(Profiles profiles) {
    ObjectNode json = Json.object();
    ArrayNode all = json.putArray(Profiles.KEY);
    profiles.all().forEach(profile -> all.add(one(profile)));
    return json;
  }

  private static ObjectNode one(Profile profile) {
    ObjectNode json = Json.object().put("name", profile.name());
    if (!profile.description().isEmpty()) {
      json.put("description", profile.description());
    }
    if (!profile.source().isEmpty()) {
      json.put("source", profile.source());
    }
    json.set("up", line(profile.up()));
    json.set("down", line(profile.down()));
    return json;
  }

  private static ObjectNode line(Line line) {
    ObjectNode json = Json.object();
    if (!line.p50().isZero()) {
      json.put("p50", Line.text(line.p50())).put("p99", Line.text(line.p99()));
    }
    if (line.bits() > 0) {
      json.put("bandwidth", line.bandwidth()).put("rate", line.kilobytes());
    }
    return line.loss() > 0 ? json.put("loss", line.percentage()) : json;
  }
}
