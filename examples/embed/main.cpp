// Prints who says what on each page named on the command line: the whole of Stemma's reader in twenty lines.
#include <cstdio>

#include "stemma/reader.h"

int main(int argc, char** argv) {
  auto reader = stemma::Reader::create();
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().line().c_str());
    return 1;
  }
  stemma::Reader::Workspace space;
  int failed = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& reading : reader->read_file(argv[i], space)) {
      if (!reading) {
        std::fprintf(stderr, "%s\n", reading.error().line().c_str());
        failed = 1;
        continue;
      }
      for (const auto& a : reading->attributions) {
        const auto words = [&](const stemma::Spans& spans) {
          std::string out;
          for (const auto span : spans) out.append(out.empty() ? "" : " ... ").append(slice(reading->document, span));
          return out;
        };
        std::printf("%s | %s | %s\n", words(a.source).c_str(), std::string(name(a.stance)).c_str(), words(a.content).c_str());
      }
    }
  }
  return failed;
}
