package io.galopin.control;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Excerpt;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of the control API. Reading is strict: nothing after the document, no
 * name twice, at most 100 levels deep, and only as many names and values as fit the heap. Writing
 * is compact. Thread-safe.
 */
final class Json {

  private static final int DEEPEST = 100;

  /** The approximate bytes of a name, a value or a bracket until a call is done. */
  private static final int COST = 1024;

  /**
   * How many of these a document may have: enough for some thousand proxies with a heap of 64 MiB.
   */
  private static final long MOST_TOKENS =
      Math.min(500_000, Math.max(20_000, Runtime.getRuntime().maxMemory() / COST));

  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads an object.
   *
   * @throws Refusal with status 400 if the bytes are not a JSON object
   */
  static ObjectNode readObject(byte[] bytes) {
    JsonNode read = read(bytes);
    if (read instanceof ObjectNode object) {
      return object;
    }
    throw other(read, "a JSON object");
  }

  /**
   * Reads an array.
   *
   * @throws Refusal with status 400 if the bytes are not a JSON array
   */
  static ArrayNode readArray(byte[] bytes) {
    JsonNode read = read(bytes);
    if (read instanceof ArrayNode array) {
      return array;
    }
    throw other(read, "a JSON array");
  }

  /**
   * Reads a value of any kind.
   *
   * @throws Refusal with status 400 if the bytes are not JSON
   */
  static JsonNode read(byte[] bytes) {
    try {
      JsonNode read = MAPPER.readTree(bytes);
      refuseHugeNumbers("", read);
      return read;
    } catch (JsonProcessingException malformed) {
      throw new Refusal(
          400, "bad request body: " + reason(malformed) + at(malformed.getLocation()));
    } catch (IOException undecodable) {
      throw new Refusal(400, "bad request body: no text that is JSON");
    }
  }

  /**
   * Refuses numbers that no valid value has, and that would change when they are converted.
   *
   * @param name the name of the value; empty if it has none
   */
  private static void refuseHugeNumbers(String name, JsonNode node) {
    if (node.isBigInteger()) {
      throw new Refusal(
          400,
          "bad request body: "
              + (name.isEmpty() ? "" : Excerpt.of(name) + ": ")
              + Excerpt.of(node.asText())
              + " (expected: whole numbers from "
              + Long.MIN_VALUE
              + " to "
              + Long.MAX_VALUE
              + ")");
    }
    if (node.isArray()) {
      node.forEach(element -> refuseHugeNumbers(name, element));
    }
    node.properties().forEach(field -> refuseHugeNumbers(field.getKey(), field.getValue()));
  }

  /** Returns the refusal for JSON of another kind. */
  static Refusal other(JsonNode read, String expected) {
    return new Refusal(
        400,
        "bad request body: "
            + (read.isMissingNode() ? "empty" : read.getNodeType().name().toLowerCase(ROOT))
            + " (expected: "
            + expected
            + ")");
  }

  /** Returns the parser's message without the parts that only its programmers understand. */
  private static String reason(JsonProcessingException malformed) {
    if (malformed instanceof StreamConstraintsException) {
      return "nested too deeply, too many values, or a number or a text that is too long,";
    }
    if (malformed instanceof MismatchedInputException) {
      return "more than one JSON value";
    }
    String message = malformed.getOriginalMessage();
    int aside = message.indexOf(" (start marker at ");
    return Excerpt.of(
        (aside < 0 ? message : message.substring(0, aside)).lines().findFirst().orElse("no JSON"));
  }

  private static String at(JsonLocation place) {
    return place == null || place.getLineNr() < 1
        ? ""
        : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  /** Returns maps, lists, texts, numbers, booleans and nulls. */
  static @Nullable Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
