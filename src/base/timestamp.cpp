#include "base/timestamp.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <memory>

#include "base/hash.h"
#include "base/openssl_ptr.h"
#include "base/utf8.h"

namespace stemma {
namespace {

using Request = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Response = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Info = std::unique_ptr<TS_TST_INFO, Freed<TS_TST_INFO_free>>;
using Pkcs7 = std::unique_ptr<PKCS7, Freed<PKCS7_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using Verifier = std::unique_ptr<TS_VERIFY_CTX, Freed<TS_VERIFY_CTX_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>>;

template <class T, class Encode>
std::string der_of(T* value, Encode encode) {
  unsigned char* bytes = nullptr;
  const int size = encode(value, &bytes);
  if (size <= 0) return {};
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

std::string words_of(X509_NAME* name) {
  const Bio out(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_ONELINE & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return printable(std::string_view(data, static_cast<std::size_t>(std::max(0L, size))));
}

std::string hex_number(const ASN1_INTEGER* n) {
  if (n == nullptr) return {};
  const Number number(ASN1_INTEGER_to_BN(n, nullptr));
  char* digits = number ? BN_bn2hex(number.get()) : nullptr;
  std::string out = digits ? digits : "";
  OPENSSL_free(digits);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  out.erase(0, std::min(out.find_first_not_of('0'), out.size()));
  return out;
}

std::string iso_of(const ASN1_GENERALIZEDTIME* time) {
  std::tm t{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &t) != 1) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
}

std::string signer_of(PKCS7* token) {
  STACK_OF(X509)* signers = PKCS7_get0_signers(token, nullptr, 0);
  std::string out = signers && sk_X509_num(signers) > 0 ? words_of(X509_get_subject_name(sk_X509_value(signers, 0))) : std::string();
  sk_X509_free(signers);
  return out;
}

std::string refusal(const TS_STATUS_INFO* status) {
  std::string out;
  const STACK_OF(ASN1_UTF8STRING)* lines = TS_STATUS_INFO_get0_text(status);
  for (int i = 0; i < sk_ASN1_UTF8STRING_num(lines); ++i) {
    const ASN1_UTF8STRING* line = sk_ASN1_UTF8STRING_value(lines, i);
    out += (out.empty() ? "" : " ") + std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(line)), static_cast<std::size_t>(ASN1_STRING_length(line)));
  }
  return out.empty() ? "no reason is given" : printable(out);
}

/// What X509_verify_cert last complained about; OpenSSL's callback has no place of its own for it.
thread_local int complaint = X509_V_OK;

int note_complaint(int good, X509_STORE_CTX* context) {
  if (!good) complaint = X509_STORE_CTX_get_error(context);
  return good;
}

std::size_t add_certificates(X509_STORE* store, std::string_view pem) {
  const Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::size_t n = 0;
  while (const Certificate one{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
    if (store) X509_STORE_add_cert(store, one.get());
    ++n;
  }
  ERR_clear_error();
  return n;
}

}  // namespace

Result<std::string> timestamp_request(std::string_view sha256, const std::string& nonce) {
  const Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  BIGNUM* parsed = nullptr;
  BN_hex2bn(&parsed, nonce.c_str());
  const Number number(parsed);
  const Integer integer(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
  std::string bytes(sha256);
  const bool good = request && imprint && algorithm && integer && X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
                    TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
                    TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) == 1 &&
                    TS_REQ_set_version(request.get(), 1) == 1 && TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
                    TS_REQ_set_nonce(request.get(), integer.get()) == 1 && TS_REQ_set_cert_req(request.get(), 1) == 1;
  std::string der = good ? der_of(request.get(), i2d_TS_REQ) : std::string();
  ERR_clear_error();
  if (der.empty()) return fail(ErrorKind::internal, "no time-stamp request could be made", Error::nowhere, "please report this");
  return der;
}

Result<Timestamp> read_timestamp(std::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const auto* begin = at;
  Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(der.size())));
  Pkcs7 token;
  if (response) {
    const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
    if (status != 0 && status != 1) {
      ERR_clear_error();
      return fail(ErrorKind::unsupported, "the time-stamping authority refused: " + refusal(TS_RESP_get_status_info(response.get())), Error::nowhere,
                  "ask again, or ask another authority");
    }
    if (PKCS7* inside = TS_RESP_get_token(response.get())) token.reset(PKCS7_dup(inside));
  } else {
    token.reset(d2i_PKCS7(nullptr, &begin, static_cast<long>(der.size())));
  }
  const Info info(token ? PKCS7_to_TS_TST_INFO(token.get()) : nullptr);
  ERR_clear_error();
  if (!info) return fail(ErrorKind::malformed, "no time-stamp token (RFC 3161)", Error::nowhere, "give the authority's reply as it came, in DER");
  Timestamp out;
  out.token = der_of(token.get(), i2d_PKCS7);
  const ASN1_OCTET_STRING* message = TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(info.get()));
  out.imprint.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(message)), static_cast<std::size_t>(ASN1_STRING_length(message)));
  out.nonce = hex_number(TS_TST_INFO_get_nonce(info.get()));
  out.at = iso_of(TS_TST_INFO_get_time(info.get()));
  out.authority = signer_of(token.get());
  if (out.authority.empty()) out.authority = "an authority that its token does not name";
  ERR_clear_error();
  return out;
}

TimestampProof check_timestamp(const Timestamp& stamp, std::string_view sha256, std::string_view trust) {
  if (stamp.imprint != sha256) return {Proof::broken, "it stamps another hash"};
  const auto* at = reinterpret_cast<const unsigned char*>(stamp.token.data());
  const Pkcs7 token(d2i_PKCS7(nullptr, &at, static_cast<long>(stamp.token.size())));
  const Info info(token ? PKCS7_to_TS_TST_INFO(token.get()) : nullptr);
  const Verifier verifier(TS_VERIFY_CTX_new());
  Store store(X509_STORE_new());
  if (!info || !verifier || !store) {
    ERR_clear_error();
    return {Proof::broken, "it is no time-stamp token"};
  }
  add_certificates(store.get(), trust);
  std::tm then{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info.get()), &then) == 1) X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), ::timegm(&then));
  X509_STORE_set_verify_cb(store.get(), note_complaint);
  complaint = X509_V_OK;
  TS_VERIFY_CTX_set_flags(verifier.get(), TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_store(verifier.get(), store.release());
  TS_VERIFY_CTX_set_imprint(verifier.get(), static_cast<unsigned char*>(OPENSSL_memdup(sha256.data(), sha256.size())), static_cast<long>(sha256.size()));
  const bool good = TS_RESP_verify_token(verifier.get(), token.get()) == 1;
  ERR_clear_error();
  if (good) return {Proof::good, ""};
  switch (complaint) {
    case X509_V_OK: return {Proof::broken, "its signature does not fit: the token was changed"};
    case X509_V_ERR_CERT_HAS_EXPIRED: case X509_V_ERR_CERT_NOT_YET_VALID:
      return {Proof::expired, "a certificate of the authority's chain was not valid at the time of the stamp: expired, or not yet valid"};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT: case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {Proof::unknown_authority, "its authority is not known: no trusted certificate stands behind it"};
    default: return {Proof::broken, fmt::format("its chain does not hold: {}", X509_verify_cert_error_string(complaint))};
  }
}

std::size_t certificates_in(std::string_view pem) { return add_certificates(nullptr, pem); }

}  // namespace stemma
