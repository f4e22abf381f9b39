#include "claims/ground/times/times.h"

#include "claims/ground/times/parser.h"
#include "claims/ground/times/resolver.h"
#include "claims/ground/times/said.h"

namespace stemma::claims::ground {

Result<Times> Times::built_in() {
  auto words = times::Lexicon::built_in();
  if (!words) return tl::unexpected(std::move(words).error());
  return Times(*std::move(words));
}

Times::Times(times::Lexicon words) : words_(std::move(words)) {}

void Times::read(const Page& page, Reading& reading) const {
  times::Pieces pieces;
  times::cut(page, words_, pieces);
  times::Parser parser(page, words_, pieces);
  parser.parse();
  times::Resolver resolver(page, words_, pieces, parser);
  reading.times.reserve(parser.found.size());
  for (const times::Expression& e : parser.found) {
    TimeExpression t = resolver.resolve(e);
    t.attribution = page.attribution(pieces.all[e.first].token);
    reading.times.push_back(std::move(t));
  }
  times::said_when(page, reading);
}

}  // namespace stemma::claims::ground
