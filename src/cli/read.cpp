#include "read/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "base/files.h"
#include "base/thread_pool.h"
#include "base/utf8.h"
#include "cli/parser_program.h"
#include "cli/read_jsonl.h"
#include "cli/verbs.h"
#include "stemma/reader.h"

namespace stemma::cli {
namespace {

/// {"timings": {stage: processor seconds}}, all threads together.
std::string timings(const std::vector<Reader::Workspace>& spaces) {
  StageTimes sum;
  for (const auto& space : spaces) {
    sum.ingest += space.times().ingest;
    sum.lang += space.times().lang;
    sum.claims += space.times().claims;
    sum.values += space.times().values;
    sum.events += space.times().events;
  }
  return fmt::format("{{\"timings\":{{\"ingest\":{:.6f},\"lang\":{:.6f},\"claims\":{:.6f},\"values\":{:.6f},\"events\":{:.6f}}}}}\n", sum.ingest, sum.lang, sum.claims,
                     sum.values, sum.events);
}

/// What one file gave, ready to be written.
struct Lines {
  std::string out;
  std::vector<std::string> complaints;
};

}  // namespace

int run_read(const Arguments& args, Console& console) {
  const bool plain_texts = args.flag("from");  // these are parsed already
  const auto reader = plain_texts ? Reader::create({}, {}, args.value("model")) : open_reader(console, args.value("model"));
  if (!reader) {
    console.complain(reader.error());
    return some_failed;
  }
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  const auto wanted = static_cast<unsigned>(std::min<std::uint64_t>(args.number("threads", cores), 256));
  const unsigned threads = wanted == 0 ? cores : wanted;
  std::vector<Reader::Workspace> spaces(threads);
  if (plain_texts) {
    const int code = read_jsonl(*reader, args.operands("FILE"), spaces, console);
    if (args.flag("timings")) console.talk(timings(spaces));
    return code;
  }
  const FileList list = list_files(args.operands("FILE"));
  bool failed = !list.errors.empty();
  for (const auto& [path, error] : list.errors) console.say(printable(path) + ": " + error.line());
  ordered_map<Lines>(
      list.files.size(), threads, std::size_t{4} * threads,
      [&](std::size_t i, unsigned worker) {
        Lines lines;
        reader->each_in_file(list.files[i], spaces[worker], [&](Result<Reading>&& item) {
          if (item) lines.out += reading_json(*item) + "\n";
          else lines.complaints.push_back(printable(list.files[i]) + ": " + item.error().line());
          return true;
        });
        return lines;
      },
      [&](std::size_t, Lines&& lines) {
        for (const std::string& c : lines.complaints) console.say(c);
        failed = failed || !lines.complaints.empty();
        return console.write(lines.out);
      });
  if (args.flag("timings")) console.talk(timings(spaces));
  return failed ? some_failed : done;
}

}  // namespace stemma::cli
