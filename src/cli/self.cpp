#include "cli/ask.h"
#include "cli/check_model.h"
#include "cli/hand_over.h"
#include "cli/pages.h"
#include "cli/verbs.h"
#include "ingest/confine/serve.h"
#include "server/password.h"

namespace stemma::cli {
namespace {

int hash_password(Console& console) {
  const auto hash = server::password_hash(ask_hidden(console, "Password: "));
  if (!hash) {
    console.complain(hash.error());
    return bad_usage;
  }
  console.write(*hash + "\n");
  return done;
}

}  // namespace

int run_self(const Arguments& args, Console& console) {
  const auto& what = args.operands("WHAT");
  // What the program starts itself as, to parse pages in confinement (stemma/reader.h).
  if (what.size() == 1 && what[0] == "parse") {
    if (ingest::confine::serve(ingest::parse_each)) return done;
    console.say("self parse: only the program itself starts this");
    return bad_usage;
  }
  if (what.size() == 1 && what[0] == "hand-over") return serve_hand_over(console);
  if (!what.empty() && what[0] == "model" && what.size() <= 2) return check_model(what.size() == 2 ? what[1] : std::string(), console);
  if (what.size() == 1 && what[0] == "password") return hash_password(console);
  std::string page;
  if (what.size() == 1 && what[0] == "man") page = man_page();
  if (what.size() == 1 && what[0] == "docs") page = docs_page();
  if (what.size() == 2 && what[0] == "completion") page = completion(what[1]);
  if (page.empty()) {
    console.say("self: writes man, docs, or completion bash|zsh|fish, hashes a password, or checks a model; see stemma self --help");
    return bad_usage;
  }
  console.write(page);
  return done;
}

}  // namespace stemma::cli
