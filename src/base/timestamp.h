// Time stamps by RFC 3161, through OpenSSL, without a network: requests, tokens, and what a token proves.
#pragma once

#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma {

/// A TimeStampReq (DER) for a SHA-256 (32 bytes) that asks for the authority's certificate. `nonce`: up to 16 hex digits.
Result<std::string> timestamp_request(std::string_view sha256, const std::string& nonce);

struct Timestamp {
  std::string token;      ///< TimeStampToken (DER)
  std::string imprint;    ///< what it stamps: bytes
  std::string nonce;      ///< lower-case hex digits without leading zeros; empty: none
  std::string at;         ///< UTC, as the authority says
  std::string authority;  ///< as its certificate names it
};
/// Reads what an authority replied (TimeStampResp) or a token alone. Errors: malformed; unsupported if the authority refused, with its words.
Result<Timestamp> read_timestamp(std::string_view der);

enum class Proof {
  good,
  unknown_authority,  ///< no trusted certificate stands behind it
  expired,            ///< a certificate of the chain was not valid when it stamped
  broken,             ///< the token is not for this hash, or its signature does not fit
};
struct TimestampProof {
  Proof proof = Proof::broken;
  std::string what;  ///< in plain words, why it is not good; empty if it is
};
/// Whether `stamp` stamps `sha256` (32 bytes), signed by an authority whose chain leads to a certificate of `trust` (PEM) and was valid then.
TimestampProof check_timestamp(const Timestamp& stamp, std::string_view sha256, std::string_view trust);

/// How many certificates a PEM text holds.
std::size_t certificates_in(std::string_view pem);

}  // namespace stemma
