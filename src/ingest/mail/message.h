// The structure of an e-mail (RFC 5322, MIME RFC 2045 to 2049): headers and parts, with their places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stemma::ingest {

struct MailPart {
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case, values unfolded, not decoded
  std::string type;      ///< "text/plain", lower case
  std::string charset, boundary, coding, name;  ///< name: of an attached file, decoded
  bool attachment = false, flowed = false;
  std::uint64_t begin = 0, end = 0;             ///< of its body, as it stands in the message
  std::uint64_t subject_at = 0, subject_end = 0;  ///< of the value of Subject
  std::vector<MailPart> parts;                  ///< of a multipart

  std::string_view header(std::string_view name) const;
};

/// Headers and parts of bytes [begin, end) of a message. `budget` is how many more parts may be opened; parts nested more than 16 deep stay
/// closed. Linear in size times depth. Never fails: what does not fit is body.
MailPart parse_mail(std::string_view message, std::uint64_t begin, std::uint64_t end, int& budget, int depth = 0);

/// Where a message begins behind the line that mailboxes put before it: "From edda@boreal.example Tue May  6 14:05:00 2031".
std::uint64_t envelope_end(std::string_view message);

/// The first bytes are headers that only mail has: a sender, and traces of transport or MIME.
bool like_mail(std::string_view start);

}  // namespace stemma::ingest
