package io.galopin.api;

/** What is wrong with a certificate that a client is shown on purpose. */
@Experimental
public enum BadCertificate {
  /** It was valid until yesterday. */
  EXPIRED,
  /** It is valid from tomorrow on. */
  NOT_YET_VALID,
  /** It is for another name. */
  WRONG_NAME,
  /** It is signed with its own key, by no authority. */
  SELF_SIGNED,
  /** It is signed by an authority that nobody knows. */
  UNKNOWN_AUTHORITY,
  /** The certificate of the authority between it and the trusted one is not sent. */
  MISSING_INTERMEDIATE,
  /** It is for clients, not for servers. */
  WRONG_USAGE,
  /** Its key is too short to be safe. */
  WEAK_KEY,
  /** It has no alternative name, only a common name, which clients used to accept. */
  NO_NAME,
  /** Its authority has revoked it. */
  REVOKED
}
