// The query of a request, checked: what means nothing here is refused in words, never guessed at.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answers/answers.h"

namespace stemma::answers {

/// How an answer is refused from anywhere inside: thrown by what this stage does, caught by answer() and decisions_from(), which let nothing out.
struct Refused {
  Answer answer;
};

[[noreturn]] void refuse(int status, const std::string& title, const std::string& detail = {}, const std::string& next = {});
/// A thing that is not there.
[[noreturn]] void nothing_called(std::string_view kind, std::string_view id);

/// A slice of a list.
struct Page {
  std::size_t offset = 0, limit = 50;
  std::size_t begin(std::size_t total) const { return offset < total ? offset : total; }
  std::size_t end(std::size_t total) const { return total - begin(total) < limit ? total : begin(total) + limit; }
};

/// Days since 1970 that an ISO day, month or year ("2031-05-06", "2031-05", "2031") covers.
struct Days {
  std::int64_t first = 0, last = 0;
};
std::optional<Days> days_of(std::string_view edtf);

/// Parameters that an address does not know are passed over: they are the view's own. One that it knows may stand there once, and must
/// make sense; else Refused (400).
class Query {
 public:
  explicit Query(const Request& request) : request_(request) {}

  std::string_view text(std::string_view name) const;  ///< empty if it is not there; at most 1,000 bytes
  std::string_view one_of(std::string_view name, std::initializer_list<std::string_view> words, std::string_view otherwise) const;
  Page page(std::size_t most = 500) const;             ///< offset, limit
  /// The days that `from` and `to` leave: from the first of `from` to the last of `to`.
  std::optional<Days> between() const;
  std::vector<std::string> list(std::string_view name) const;  ///< parts between commas, empty ones left out; at most 100

 private:
  std::uint64_t number(std::string_view name, std::uint64_t otherwise, std::uint64_t most) const;
  const Request& request_;
};

}  // namespace stemma::answers
