#include "ingest/confine/parsers.h"

namespace stemma::ingest::confine {

Result<std::unique_ptr<Parsers>> Parsers::start(std::string program, const Limits& limits) {
  std::unique_ptr<Parsers> parsers(new Parsers(std::move(program), limits));
  auto first = parsers->take();
  if (!first) return tl::unexpected(std::move(first).error());
  parsers->gaps_ = (*first)->gaps();
  parsers->give_back(*std::move(first));
  return parsers;
}

Result<std::unique_ptr<Child>> Parsers::take() const {
  for (;;) {
    std::unique_ptr<Child> child;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      child = std::move(idle_.back());
      idle_.pop_back();
    }
    if (child->idle()) return child;
  }
  return Child::start(program_, limits_);
}

void Parsers::give_back(std::unique_ptr<Child> child) const {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(child));
}

double Parsers::read(const Input& input, const std::string& path, const Sink& sink) const {
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto child = take();
    if (!child) {
      sink(tl::unexpected(std::move(child).error()));
      return 0;
    }
    const Child::Outcome outcome = (*child)->read(input, path, limits_, sink);
    if (outcome.untouched) continue;
    if (outcome.reusable) give_back(*std::move(child));
    return outcome.seconds;
  }
  sink(fail(ErrorKind::io, "every parser that was started was stopped from outside", Error::nowhere, "close other programs and try again"));
  return 0;
}

}  // namespace stemma::ingest::confine
